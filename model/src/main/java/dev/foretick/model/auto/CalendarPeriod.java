package dev.foretick.model.auto;

import dev.foretick.model.dataset.SeriesData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A round of the calendar, in rows of the data. Counted, not computed from the frequency: a trading
 * week has five days and a trading day seven hours.
 *
 * @param steps rows in one round
 * @param name such as {@code a day}
 */
record CalendarPeriod(int steps, String name) {
  /** A round. Years are Gregorian ones on average, which is exact enough to count rows. */
  private enum Round {
    HOUR("an hour", Duration.ofHours(1), 0),
    DAY("a day", Duration.ofDays(1), 0),
    WEEK("a week", Duration.ofDays(7), Duration.ofDays(3).toNanos()),
    YEAR("a year", Duration.ofSeconds(31_556_952), 0);

    private final String description;
    private final long nanos;
    private final long shift;

    Round(String description, Duration length, long shift) {
      this.description = description;
      this.nanos = length.toNanos();
      this.shift = shift;
    }

    long number(long epochNanos) {
      return Math.floorDiv(epochNanos, nanos) + (Math.floorMod(epochNanos, nanos) + shift) / nanos;
    }
  }

  /** Fewer whole rounds cannot show that something repeats. */
  private static final int MIN_ROUNDS = 3;

  /** The rounds that have at least {@code shortest} rows, shortest first. */
  static List<CalendarPeriod> of(List<SeriesData> series, int shortest) {
    List<CalendarPeriod> periods = new ArrayList<>();
    for (Round round : Round.values()) {
      double[] usual = series.stream().mapToDouble(data -> usualRows(data, round)).toArray();
      int steps = (int) HistorySample.median(usual);
      if (steps >= shortest) {
        periods.add(new CalendarPeriod(steps, round.description));
      }
    }
    return periods;
  }

  /** The median of the rows in a round that has rows, without the first and the last round. */
  private static int usualRows(SeriesData data, Round round) {
    List<Double> counts = new ArrayList<>();
    int start = 0;
    for (int row = 1; row <= data.length(); row++) {
      boolean ends =
          row == data.length() || round.number(data.time(row)) != round.number(data.time(start));
      if (ends) {
        counts.add((double) (row - start));
        start = row;
      }
    }
    if (counts.size() < MIN_ROUNDS + 2) {
      return 0;
    }
    List<Double> whole = counts.subList(1, counts.size() - 1);
    return (int) HistorySample.median(whole.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
