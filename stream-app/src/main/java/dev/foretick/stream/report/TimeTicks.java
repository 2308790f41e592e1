package dev.foretick.stream.report;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** Round times of the UTC calendar within a range, in milliseconds since the epoch. */
final class TimeTicks {
  private static final int MOST = 6;
  private static final long SECOND = Duration.ofSeconds(1).toMillis();
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long MONTH = 30 * DAY;

  /** The epoch was a Thursday; weeks start on the Monday after. */
  private static final long FIRST_MONDAY = 4 * DAY;

  private static final long[] STEPS = {
    1,
    2,
    5,
    10,
    20,
    50,
    100,
    200,
    500,
    SECOND,
    2 * SECOND,
    5 * SECOND,
    10 * SECOND,
    15 * SECOND,
    30 * SECOND,
    MINUTE,
    2 * MINUTE,
    5 * MINUTE,
    10 * MINUTE,
    15 * MINUTE,
    30 * MINUTE,
    HOUR,
    2 * HOUR,
    3 * HOUR,
    6 * HOUR,
    12 * HOUR,
    DAY,
    2 * DAY,
    7 * DAY,
    14 * DAY
  };
  private static final int[] MONTHS = {1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200};

  private static final DateTimeFormatter CLOCK_MILLIS = UtcTimes.formatter("HH:mm:ss.SSS");
  private static final DateTimeFormatter CLOCK_SECONDS = UtcTimes.formatter("HH:mm:ss");
  private static final DateTimeFormatter CLOCK = UtcTimes.formatter("HH:mm");
  private static final DateTimeFormatter DATE = UtcTimes.formatter("d MMM");
  private static final DateTimeFormatter MONTH_NAME = UtcTimes.formatter("MMM");
  private static final DateTimeFormatter YEAR = UtcTimes.formatter("uuuu");

  private TimeTicks() {}

  /** At most {@value #MOST} ticks, where calendars have round steps. */
  static List<AxisTick> within(double from, double to) {
    for (long step : STEPS) {
      if ((to - from) / step <= MOST) {
        return fixed(from, to, step);
      }
    }
    int months = MONTHS[MONTHS.length - 1];
    for (int candidate : MONTHS) {
      if ((to - from) / (candidate * (double) MONTH) <= MOST) {
        months = candidate;
        break;
      }
    }
    return calendar(from, to, months);
  }

  private static List<AxisTick> fixed(double from, double to, long step) {
    long offset = step % (7 * DAY) == 0 ? FIRST_MONDAY : 0;
    long first = (long) Math.ceil((from - offset) / step) * step + offset;
    DateTimeFormatter label =
        step >= DAY ? DATE : step >= MINUTE ? CLOCK : step >= SECOND ? CLOCK_SECONDS : CLOCK_MILLIS;
    List<Instant> times = new ArrayList<>();
    for (long time = first; time <= to; time += step) {
      times.add(Instant.ofEpochMilli(time));
    }
    return labelled(times, label, step >= DAY ? YEAR : DATE);
  }

  private static List<AxisTick> calendar(double from, double to, int months) {
    YearMonth month = YearMonth.from(Instant.ofEpochMilli((long) from).atOffset(ZoneOffset.UTC));
    List<Instant> times = new ArrayList<>();
    for (; start(month).toEpochMilli() <= to; month = month.plusMonths(1)) {
      boolean round = Math.floorMod(month.getYear() * 12L + month.getMonthValue() - 1, months) == 0;
      if (round && start(month).toEpochMilli() >= from) {
        times.add(start(month));
      }
    }
    return months >= 12
        ? labelled(times, YEAR, UtcTimes.formatter(""))
        : labelled(times, MONTH_NAME, YEAR);
  }

  /** Labels the ticks; the context only where it differs from the tick before. */
  private static List<AxisTick> labelled(
      List<Instant> times, DateTimeFormatter label, DateTimeFormatter context) {
    List<AxisTick> ticks = new ArrayList<>();
    String before = "";
    for (Instant time : times) {
      String now = context.format(time);
      ticks.add(
          new AxisTick(time.toEpochMilli(), label.format(time), now.equals(before) ? "" : now));
      before = now;
    }
    return ticks;
  }

  private static Instant start(YearMonth month) {
    return month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
  }
}
