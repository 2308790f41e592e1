package dev.foretick.common.bars;

import dev.foretick.common.series.EpochNanos;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Markets for tests, and their bars by the simplest means. */
final class Markets {
  static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  static final Set<DayOfWeek> WEEKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);

  /** Half past nine to four, with Independence Day of 2024 off. */
  static final TradingSession STOCKS =
      new TradingSession(
          LocalTime.of(9, 30),
          LocalTime.of(16, 0),
          NEW_YORK,
          WEEKDAYS,
          Set.of(LocalDate.of(2024, 7, 4)));

  /** From six in the evening, Sunday to Thursday, until five the day after. */
  static final TradingSession FUTURES =
      new TradingSession(
          LocalTime.of(18, 0),
          LocalTime.of(17, 0),
          NEW_YORK,
          EnumSet.of(
              DayOfWeek.SUNDAY,
              DayOfWeek.MONDAY,
              DayOfWeek.TUESDAY,
              DayOfWeek.WEDNESDAY,
              DayOfWeek.THURSDAY),
          Set.of());

  private Markets() {}

  /** A bar's first moment, and the first moment after it. */
  record Span(long start, long end) {
    boolean contains(long time) {
      return start <= time && time < end;
    }
  }

  static BarSpec spec(Duration interval, @Nullable TradingSession session) {
    return new BarSpec(interval, session, BarFill.NONE, Duration.ZERO, BarSpec.DEFAULT_MAX_FILLED);
  }

  static BarCalendar calendar(Duration interval, @Nullable TradingSession session) {
    return new BarCalendar(spec(interval, session));
  }

  /** All bars of the days from one to another, both included. */
  static List<Span> spans(BarSpec spec, LocalDate from, LocalDate to) {
    List<Span> spans = new ArrayList<>();
    long interval = spec.interval().toNanos();
    TradingSession session = spec.session();
    for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
      if (session == null) {
        long midnight = nanos(day + "T00:00:00Z");
        long first = Math.floorDiv(midnight + interval - 1, interval) * interval;
        for (long start = first; start < midnight + Duration.ofDays(1).toNanos(); ) {
          spans.add(new Span(start, start + interval));
          start += interval;
        }
      } else if (session.days().contains(day.getDayOfWeek()) && !session.holidays().contains(day)) {
        LocalDate closeDay = session.close().isAfter(session.open()) ? day : day.plusDays(1);
        long close = nanos(closeDay.atTime(session.close()), session.zone());
        for (long start = nanos(day.atTime(session.open()), session.zone()); start < close; ) {
          spans.add(new Span(start, Math.min(start + interval, close)));
          start += interval;
        }
      }
    }
    return spans;
  }

  static long nanos(String instant) {
    return EpochNanos.of(Instant.parse(instant));
  }

  static long newYork(String localTime) {
    return nanos(LocalDateTime.parse(localTime), NEW_YORK);
  }

  private static long nanos(LocalDateTime time, ZoneId zone) {
    return EpochNanos.of(time.atZone(zone).toInstant());
  }
}
