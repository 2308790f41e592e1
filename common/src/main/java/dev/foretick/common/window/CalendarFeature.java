package dev.foretick.common.window;

import java.util.Locale;

/**
 * What the calendar says of a moment, in UTC, as two channels: the sine and the cosine of how far
 * its hour, day, week or year has gone. A pair on the circle has no jump from the end of one round
 * to the start of the next, and no two moments of a round have the same pair.
 *
 * <p>The calendar of the future is known, and a forecast should know it too. A window holds only
 * past rows, though, so these channels run ahead: at row {@code t} they hold the feature of the
 * moment a whole horizon later,
 *
 * <pre>
 * channel(t) = feature(time(t) + horizon * frequency)
 * </pre>
 *
 * The last {@code horizon} entries of a window then state the calendar of exactly the {@code
 * horizon} steps to forecast, its older entries that of the rows in it, and neither training nor
 * serving needs a second kind of input.
 */
public enum CalendarFeature {
  MINUTE_OF_HOUR {
    @Override
    double phase(long epochNanos) {
      return (double) Math.floorMod(epochNanos, HOUR) / HOUR;
    }
  },
  HOUR_OF_DAY {
    @Override
    double phase(long epochNanos) {
      return (double) Math.floorMod(epochNanos, DAY) / DAY;
    }
  },
  /** A week starts on Monday. */
  DAY_OF_WEEK {
    @Override
    double phase(long epochNanos) {
      // 1970 began on a Thursday. Added after the remainder is taken, so that nothing overflows.
      return (double) ((Math.floorMod(epochNanos, WEEK) + 3 * DAY) % WEEK) / WEEK;
    }
  },
  /** A year is as long as it is, 365 or 366 days. */
  DAY_OF_YEAR {
    @Override
    double phase(long epochNanos) {
      long day = Math.floorDiv(epochNanos, DAY);
      // The guess by the mean length of a Gregorian year is off by one year at most.
      long year = 1970 + Math.floorDiv(day * 400, DAYS_IN_400_YEARS);
      if (day < firstDay(year)) {
        year--;
      } else if (day >= firstDay(year + 1)) {
        year++;
      }
      long first = firstDay(year);
      double timeOfDay = (double) Math.floorMod(epochNanos, DAY) / DAY;
      return (day - first + timeOfDay) / (firstDay(year + 1) - first);
    }
  };

  /** How many channels a feature takes. */
  public static final int CHANNELS = 2;

  private static final long HOUR = 3_600_000_000_000L;
  private static final long DAY = 24 * HOUR;
  private static final long WEEK = 7 * DAY;
  private static final long DAYS_IN_400_YEARS = 146_097;

  /** How far the round has gone, 0 to below 1. */
  abstract double phase(long epochNanos);

  /**
   * Writes the sine, then the cosine.
   *
   * @param epochNanos the moment that the channels speak of, in epoch nanoseconds
   * @param channels where to write, from {@code at}
   */
  public void write(long epochNanos, float[] channels, int at) {
    double angle = 2 * Math.PI * phase(epochNanos);
    channels[at] = (float) Math.sin(angle);
    channels[at + 1] = (float) Math.cos(angle);
  }

  /** The name in options and bundles: {@code minute-of-hour}, {@code hour-of-day} and so on. */
  public String optionName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The first day of a Gregorian year, as days since 1970-01-01. */
  private static long firstDay(long year) {
    long before = year - 1;
    return 365 * (year - 1970) + before / 4 - before / 100 + before / 400 - 477;
  }
}
