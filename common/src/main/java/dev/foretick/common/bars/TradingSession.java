package dev.foretick.common.bars;

import dev.foretick.common.series.EpochNanos;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Set;

/**
 * When a market trades: once on each of some weekdays, from a local time to another. A session
 * whose {@code close} is not after its {@code open} goes on over midnight, and belongs to the day
 * on which it opens.
 *
 * <p>Where clocks go forward, a local time that does not exist is the moment of the change; where
 * they go back, one that exists twice is the first of both.
 *
 * @param open local time at which a session opens
 * @param close local time at which it closes; no longer part of it
 * @param zone where these are local times
 * @param days weekdays on which sessions open
 * @param holidays dates on which none opens, in the years 1680 to 2259
 */
public record TradingSession(
    LocalTime open, LocalTime close, ZoneId zone, Set<DayOfWeek> days, Set<LocalDate> holidays) {
  /** Bounds that keep a hostile configuration from costing memory or time. */
  public static final int MAX_HOLIDAYS = 10_000;

  /** The longest time without a session, in days. A search for the next one ends within it. */
  public static final int MAX_CLOSED_DAYS = 366;

  private static final int FIRST_YEAR = 1680;
  private static final int LAST_YEAR = 2259;

  /** Weekdays alone never keep a market closed for so many days, even where clocks change. */
  private static final int SETTLED_DAYS = 31;

  public TradingSession {
    days = Set.copyOf(days);
    holidays = Set.copyOf(holidays);
    if (days.isEmpty()) {
      throw new IllegalArgumentException("days: none (expected: at least one weekday)");
    }
    if (holidays.size() > MAX_HOLIDAYS) {
      throw new IllegalArgumentException(
          "holidays: %d (expected: at most %d)".formatted(holidays.size(), MAX_HOLIDAYS));
    }
    for (LocalDate holiday : holidays) {
      if (holiday.getYear() < FIRST_YEAR || holiday.getYear() > LAST_YEAR) {
        throw new IllegalArgumentException(
            "holiday: %s (expected: a year from %d to %d)"
                .formatted(holiday, FIRST_YEAR, LAST_YEAR));
      }
    }
    requireSessions(open, close, zone, days, holidays);
  }

  /** Moments, in epoch nanoseconds, from the opening of a day's session until its close. */
  record Hours(long opens, long closes) {
    static final Hours CLOSED = new Hours(0, 0);

    boolean isOpen() {
      return opens < closes;
    }
  }

  /** The session that opens on a day; {@link Hours#CLOSED} where none does. */
  Hours on(LocalDate date) {
    return hours(date, open, close, zone, days, holidays);
  }

  private static Hours hours(
      LocalDate date,
      LocalTime open,
      LocalTime close,
      ZoneId zone,
      Set<DayOfWeek> days,
      Set<LocalDate> holidays) {
    if (!days.contains(date.getDayOfWeek()) || holidays.contains(date)) {
      return Hours.CLOSED;
    }
    LocalDate lastDate = close.isAfter(open) ? date : date.plusDays(1);
    Hours hours = new Hours(moment(date.atTime(open), zone), moment(lastDate.atTime(close), zone));
    return hours.isOpen() ? hours : Hours.CLOSED;
  }

  /** Never falls when the local time rises, so that sessions cannot overlap. */
  private static long moment(LocalDateTime local, ZoneId zone) {
    ZoneRules rules = zone.getRules();
    ZoneOffsetTransition change = rules.getTransition(local);
    Instant moment;
    if (change == null) {
      moment = local.toInstant(rules.getOffset(local));
    } else if (change.isGap()) {
      moment = change.getInstant();
    } else {
      moment = local.toInstant(change.getOffsetBefore());
    }
    return EpochNanos.of(moment);
  }

  private static void requireSessions(
      LocalTime open, LocalTime close, ZoneId zone, Set<DayOfWeek> days, Set<LocalDate> holidays) {
    if (holidays.isEmpty()) {
      return;
    }
    LocalDate date = holidays.stream().min(LocalDate::compareTo).orElseThrow();
    LocalDate last = holidays.stream().max(LocalDate::compareTo).orElseThrow();
    LocalDate end = last.plusDays(SETTLED_DAYS);
    LocalDate closedSince = date;
    for (; date.isBefore(end); date = date.plusDays(1)) {
      if (hours(date, open, close, zone, days, holidays).isOpen()) {
        closedSince = date.plusDays(1);
      } else if (closedSince.plusDays(MAX_CLOSED_DAYS).isBefore(date)) {
        throw new IllegalArgumentException(
            "holidays: no session from %s to %s (expected: one in %d days)"
                .formatted(closedSince, date, MAX_CLOSED_DAYS));
      }
    }
  }
}
