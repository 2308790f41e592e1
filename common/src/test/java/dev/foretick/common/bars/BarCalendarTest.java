package dev.foretick.common.bars;

import static dev.foretick.common.bars.Markets.FUTURES;
import static dev.foretick.common.bars.Markets.STOCKS;
import static dev.foretick.common.bars.Markets.calendar;
import static dev.foretick.common.bars.Markets.nanos;
import static dev.foretick.common.bars.Markets.newYork;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.foretick.common.bars.Markets.Span;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BarCalendarTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void calendar_anySession_agreesWithAListOfAllBars(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 10; round++) {
      BarSpec spec =
          Markets.spec(
              Duration.ofMinutes(7 + random.nextInt(1400)),
              random.nextInt(4) == 0 ? null : randomSession(random));
      BarCalendar calendar = new BarCalendar(spec);
      // The days around both changes of the clock in New York.
      LocalDate first = LocalDate.of(2024, random.nextBoolean() ? 2 : 10, 20);
      List<Span> spans = Markets.spans(spec, first, first.plusDays(28));
      long from = spans.get(0).start();
      long length = spans.get(spans.size() - 1).end() - from;
      for (int i = 0; i < 100; i++) {
        long time = from + (long) (random.nextDouble() * length);
        if (random.nextInt(3) == 0) {
          Span near = spans.get(random.nextInt(spans.size()));
          time = (random.nextBoolean() ? near.start() : near.end()) - random.nextInt(2);
        }
        assertAgrees(
            calendar, spans, Math.floorMod(time - from, length) + from, 1 + random.nextInt(20));
      }
    }
  }

  @Test
  void bars_withoutASession_areMultiplesOfTheInterval() {
    BarCalendar calendar = calendar(Duration.ofMinutes(5), null);
    long start = nanos("2024-03-01T12:05:00Z");
    assertThat(calendar.start(nanos("2024-03-01T12:09:59.999999999Z"))).isEqualTo(start);
    assertThat(calendar.end(start)).isEqualTo(nanos("2024-03-01T12:10:00Z"));
    assertThat(calendar.next(start)).isEqualTo(nanos("2024-03-01T12:10:00Z"));
    assertThat(calendar.step(start, 12)).isEqualTo(nanos("2024-03-01T13:05:00Z"));
    assertThat(calendar.start(nanos("1969-12-31T23:59:59Z")))
        .isEqualTo(nanos("1969-12-31T23:55:00Z"));
  }

  @Test
  void bars_ofASession_beginWhenItOpensAndEndWithIt() {
    BarCalendar calendar = calendar(HOUR, STOCKS);
    assertThat(calendar.start(newYork("2024-07-01T10:29:59")))
        .isEqualTo(newYork("2024-07-01T09:30"));
    long last = newYork("2024-07-01T15:30");
    assertThat(calendar.start(newYork("2024-07-01T15:59:59"))).isEqualTo(last);
    assertThat(calendar.end(last)).isEqualTo(newYork("2024-07-01T16:00"));
    assertThat(calendar.isOpen(newYork("2024-07-01T16:00"))).isFalse();
    assertThat(calendar.isOpen(newYork("2024-07-01T09:29:59"))).isFalse();
    assertThat(calendar.isOpen(newYork("2024-07-06T12:00"))).isFalse();
  }

  @Test
  void next_afterTheLastBarOfASession_isTheFirstOfTheNextSession() {
    BarCalendar calendar = calendar(HOUR, STOCKS);
    // Over a night, over a holiday, and from Friday evening to Monday.
    assertThat(calendar.next(newYork("2024-07-01T15:30"))).isEqualTo(newYork("2024-07-02T09:30"));
    assertThat(calendar.next(newYork("2024-07-03T15:30"))).isEqualTo(newYork("2024-07-05T09:30"));
    assertThat(calendar.next(newYork("2024-07-05T15:30"))).isEqualTo(newYork("2024-07-08T09:30"));
    assertThat(calendar.next(newYork("2024-07-05T20:00"))).isEqualTo(newYork("2024-07-08T09:30"));
    assertThat(calendar.next(newYork("2024-07-08T09:00"))).isEqualTo(newYork("2024-07-08T09:30"));
    assertThat(calendar.step(newYork("2024-07-05T15:30"), 8))
        .isEqualTo(newYork("2024-07-09T09:30"));
  }

  @Test
  void next_overAChangeOfTheClock_opensAtTheSameLocalTime() {
    BarCalendar calendar = calendar(HOUR, STOCKS);
    // Clocks went forward on Sunday 2024-03-10, and back on 2024-11-03.
    assertThat(calendar.next(nanos("2024-03-08T20:30:00Z")))
        .isEqualTo(nanos("2024-03-11T13:30:00Z"));
    assertThat(calendar.next(nanos("2024-11-01T19:30:00Z")))
        .isEqualTo(nanos("2024-11-04T14:30:00Z"));
  }

  @Test
  void bars_ofASessionOverAChangeOfTheClock_areAsLongAsOthers() {
    BarCalendar calendar = calendar(HOUR, wholeDays(LocalTime.MIDNIGHT));
    assertThat(count(calendar, newYork("2024-03-10T00:00"), newYork("2024-03-11T00:00")))
        .isEqualTo(23);
    assertThat(count(calendar, newYork("2024-11-03T00:00"), newYork("2024-11-04T00:00")))
        .isEqualTo(25);
    assertThat(count(calendar, newYork("2024-11-04T00:00"), newYork("2024-11-05T00:00")))
        .isEqualTo(24);
  }

  @Test
  void session_overMidnight_belongsToTheDayOnWhichItOpens() {
    BarCalendar calendar = calendar(HOUR, FUTURES);
    assertThat(calendar.isOpen(newYork("2024-07-07T17:59"))).isFalse();
    assertThat(calendar.start(newYork("2024-07-07T18:10"))).isEqualTo(newYork("2024-07-07T18:00"));
    assertThat(calendar.start(newYork("2024-07-08T03:10"))).isEqualTo(newYork("2024-07-08T03:00"));
    assertThat(calendar.isOpen(newYork("2024-07-08T17:30"))).isFalse();
    assertThat(calendar.isOpen(newYork("2024-07-12T16:59"))).isTrue();
    assertThat(calendar.next(newYork("2024-07-12T16:00"))).isEqualTo(newYork("2024-07-14T18:00"));
  }

  @Test
  void session_whoseHoursDoNotExistOnADay_isLeftOut() {
    TradingSession session =
        new TradingSession(
            LocalTime.of(2, 10),
            LocalTime.of(2, 40),
            Markets.NEW_YORK,
            EnumSet.allOf(DayOfWeek.class),
            Set.of());
    BarCalendar calendar = calendar(HOUR, session);
    assertThat(calendar.next(newYork("2024-03-09T02:10"))).isEqualTo(newYork("2024-03-11T02:10"));
  }

  @Test
  void interval_longerThanASession_makesOneBarOfIt() {
    BarCalendar calendar = calendar(Duration.ofDays(1), STOCKS);
    long friday = newYork("2024-07-05T09:30");
    assertThat(calendar.start(newYork("2024-07-05T15:59"))).isEqualTo(friday);
    assertThat(calendar.end(friday)).isEqualTo(newYork("2024-07-05T16:00"));
    assertThat(calendar.step(friday, 2)).isEqualTo(newYork("2024-07-09T09:30"));
  }

  @Test
  void times_outOfRange_haveNoBarAndEndWithNever() {
    for (TradingSession session : new @Nullable TradingSession[] {null, STOCKS, FUTURES}) {
      BarCalendar calendar = calendar(HOUR, session);
      for (long time : new long[] {Long.MIN_VALUE, nanos("1679-12-31T23:59:59Z")}) {
        assertThat(calendar.start(time)).isEqualTo(BarCalendar.NONE);
        assertThat(calendar.next(time))
            .isBetween(nanos("1680-01-01T00:00:00Z"), nanos("1680-01-09T00:00:00Z"));
      }
      for (long time : new long[] {Long.MAX_VALUE, nanos("2260-01-01T00:00:00Z")}) {
        assertThat(calendar.start(time)).isEqualTo(BarCalendar.NONE);
        assertThat(calendar.next(time)).isEqualTo(BarCalendar.NEVER);
      }
      assertThat(calendar.next(nanos("2259-12-31T23:30:00Z"))).isEqualTo(BarCalendar.NEVER);
      assertThat(calendar.step(nanos("2024-01-01T00:00:00Z"), Integer.MAX_VALUE))
          .isEqualTo(BarCalendar.NEVER);
      assertThat(calendar.covers(nanos("1680-01-01T00:00:00Z"))).isTrue();
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> calendar(HOUR, null).step(0, 0))
        .withMessage("step: 0 (expected: >= 1)");
  }

  @Test
  void session_withoutDays_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stocks(Set.of(), Set.of()))
        .withMessage("days: none (expected: at least one weekday)");
  }

  @Test
  void session_allDaysHolidays_isRefused() {
    LocalDate first = LocalDate.of(2024, 1, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stocks(Markets.WEEKDAYS, daysFrom(first, 9_000, 1)))
        .withMessage(
            "holidays: no session from 2024-01-01 to 2025-01-02 (expected: one in 366 days)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stocks(EnumSet.of(DayOfWeek.MONDAY), daysFrom(first, 9_000, 7)))
        .withMessageContaining("expected: one in 366 days");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stocks(Markets.WEEKDAYS, daysFrom(first, 10_001, 1)))
        .withMessage("holidays: 10001 (expected: at most 10000)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stocks(Markets.WEEKDAYS, Set.of(LocalDate.MAX)))
        .withMessage("holiday: +999999999-12-31 (expected: a year from 1680 to 2259)");
  }

  @Test
  void next_overTheLongestClosure_findsTheSessionAfterIt() {
    LocalDate first = LocalDate.of(2024, 1, 1);
    BarCalendar calendar = calendar(HOUR, stocks(Markets.WEEKDAYS, daysFrom(first, 366, 1)));
    assertThat(calendar.next(newYork("2023-12-29T15:30"))).isEqualTo(newYork("2025-01-01T09:30"));
    assertThat(calendar.isOpen(newYork("2024-12-31T12:00"))).isFalse();
  }

  @Test
  void spec_outOfBounds_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> calendar(Duration.ZERO, null))
        .withMessage("interval: PT0S (expected: PT0.001S to PT168H)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> calendar(Duration.ofHours(25), STOCKS))
        .withMessage("interval: PT25H (expected: PT0.001S to PT24H)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> calendar(Duration.ofSeconds(Long.MAX_VALUE), null));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> graced(Duration.ofSeconds(-1)))
        .withMessage("grace: PT-1S (expected: PT0S to PT8760H)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> graced(Duration.ofSeconds(1_000)))
        .withMessage(
            "grace: PT16M40S at intervals of PT1S keeps 1001 bars open (expected: <= 1000)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BarSpec(HOUR, null, BarFill.NONE, HOUR, 100_001))
        .withMessage("max-filled: 100001 (expected: 0 to 100000)");
    assertThat(graced(Duration.ofMillis(2_500)).openBars()).isEqualTo(4);
    assertThat(new BarSpec(HOUR, STOCKS, BarFill.NONE, HOUR, 0).openBars()).isEqualTo(4);
  }

  private static void assertAgrees(BarCalendar calendar, List<Span> spans, long time, int steps) {
    long start = BarCalendar.NONE;
    List<Span> later = new ArrayList<>();
    for (Span span : spans) {
      if (span.contains(time)) {
        start = span.start();
        assertThat(calendar.end(start)).isEqualTo(span.end());
      }
      if (span.start() > time) {
        later.add(span);
      }
    }
    assertThat(calendar.start(time)).isEqualTo(start);
    assertThat(calendar.isOpen(time)).isEqualTo(start != BarCalendar.NONE);
    long walked = time;
    for (int step = 1; step <= Math.min(steps, later.size()); step++) {
      walked = calendar.next(walked);
      assertThat(walked).isEqualTo(later.get(step - 1).start());
      assertThat(calendar.step(time, step)).isEqualTo(walked);
    }
  }

  private static TradingSession randomSession(Random random) {
    Set<DayOfWeek> days = EnumSet.of(DayOfWeek.of(1 + random.nextInt(7)));
    for (int i = random.nextInt(7); i > 0; i--) {
      days.add(DayOfWeek.of(1 + random.nextInt(7)));
    }
    // Local times from three in the morning on exist once on every day.
    LocalTime open = LocalTime.of(3 + random.nextInt(21), random.nextInt(60));
    LocalTime close =
        random.nextInt(4) == 0 ? open : LocalTime.of(3 + random.nextInt(21), random.nextInt(60));
    Set<LocalDate> holidays =
        daysFrom(LocalDate.of(2024, 3, 1 + random.nextInt(9)), random.nextInt(5), 3);
    return new TradingSession(open, close, Markets.NEW_YORK, days, holidays);
  }

  private static TradingSession wholeDays(LocalTime open) {
    return new TradingSession(
        open, open, Markets.NEW_YORK, EnumSet.allOf(DayOfWeek.class), Set.of());
  }

  private static TradingSession stocks(Set<DayOfWeek> days, Set<LocalDate> holidays) {
    return new TradingSession(
        LocalTime.of(9, 30), LocalTime.of(16, 0), ZoneId.of("America/New_York"), days, holidays);
  }

  private static BarSpec graced(Duration grace) {
    return new BarSpec(Duration.ofSeconds(1), null, BarFill.NONE, grace, 0);
  }

  private static Set<LocalDate> daysFrom(LocalDate first, int count, int apart) {
    Set<LocalDate> days = new HashSet<>();
    for (int i = 0; i < count; i++) {
      days.add(first.plusDays((long) i * apart));
    }
    return days;
  }

  private static int count(BarCalendar calendar, long from, long until) {
    int bars = 0;
    for (long start = from; start < until; start = calendar.next(start)) {
      bars++;
    }
    return bars;
  }
}
