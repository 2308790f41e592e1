package dev.foretick.common.bars;

import static dev.foretick.common.bars.Markets.STOCKS;
import static dev.foretick.common.bars.Markets.nanos;
import static dev.foretick.common.bars.Markets.newYork;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BarBuilderTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final RecordedBars closed = new RecordedBars();

  @Test
  void add_ticksInOrder_closeABarWhenTheNextBegins() {
    BarBuilder builder = builder(null, BarFill.NONE, Duration.ZERO, 0);
    builder.add(at("12:00:10"), 5, 1, closed);
    builder.add(at("12:00:20"), 9, 2, closed);
    builder.add(at("12:00:30"), 2, Double.NaN, closed);
    builder.add(at("12:00:40"), 4, 3, closed);
    assertThat(closed.bars()).isEmpty();
    builder.add(at("12:01:00"), 7, 1, closed);
    assertThat(closed.bars()).containsExactly(new Bar(at("12:00:00"), 5, 9, 2, 4, 6, 4));
    assertThat(builder.openBars()).isOne();
  }

  @Test
  void add_ticksOutOfOrder_openAndCloseByEventTime() {
    BarBuilder builder = builder(null, BarFill.NONE, MINUTE, 0);
    builder.add(at("12:00:30"), 3, 1, closed);
    builder.add(at("12:01:30"), 8, 1, closed);
    builder.add(at("12:00:50"), 4, 1, closed);
    builder.add(at("12:00:10"), 2, 1, closed);
    // Of two ticks of the same moment the one that came first opens, the one that came last closes.
    builder.add(at("12:00:10"), 1, 1, closed);
    builder.add(at("12:00:50"), 5, 1, closed);
    assertThat(builder.openBars()).isEqualTo(2);
    assertThat(builder.watermark()).isEqualTo(at("12:00:30"));
    builder.add(at("12:02:00"), 6, 1, closed);
    assertThat(closed.bars()).containsExactly(new Bar(at("12:00:00"), 2, 5, 1, 5, 5, 5));
  }

  @Test
  void add_tickOfAClosedBar_isLate() {
    BarBuilder builder = builder(null, BarFill.NONE, MINUTE, 0);
    builder.add(at("12:05:00"), 3, 1, closed);
    assertThat(builder.add(at("12:03:59.999"), 3, 1, closed)).isEqualTo(TickResult.LATE);
    assertThat(builder.add(at("12:04:00"), 3, 1, closed)).isEqualTo(TickResult.ADDED);
    // The watermark has passed the tick, but not the end of its bar.
    builder.add(at("12:05:40"), 3, 1, closed);
    assertThat(builder.add(at("12:04:00"), 3, 1, closed)).isEqualTo(TickResult.ADDED);
    assertThat(closed.bars()).isEmpty();
  }

  @Test
  void add_notATick_isRefusedAndChangesNothing() {
    BarBuilder builder = builder(STOCKS, BarFill.PREVIOUS, MINUTE, 10);
    long open = newYork("2024-07-05T10:00:00");
    for (double price : new double[] {Double.NaN, Double.NEGATIVE_INFINITY, 1e39}) {
      assertThat(builder.add(open, price, 1, closed)).isEqualTo(TickResult.INVALID);
    }
    for (double size : new double[] {-1, Double.POSITIVE_INFINITY, 1e39}) {
      assertThat(builder.add(open, 1, size, closed)).isEqualTo(TickResult.INVALID);
    }
    for (long time : new long[] {Long.MIN_VALUE, Long.MAX_VALUE}) {
      assertThat(builder.add(time, 1, 1, closed)).isEqualTo(TickResult.OUT_OF_RANGE);
    }
    for (String time :
        new String[] {"2024-07-05T09:29:59", "2024-07-05T16:00", "2024-07-04T12:00"}) {
      assertThat(builder.add(newYork(time), 1, 1, closed)).isEqualTo(TickResult.OFF_SESSION);
    }
    assertThat(builder.openBars()).isZero();
    assertThat(builder.watermark()).isEqualTo(BarCalendar.NONE);
  }

  @Test
  void add_hugeSizes_keepTheVolumeFinite() {
    BarBuilder builder = builder(null, BarFill.NONE, Duration.ZERO, 0);
    for (int i = 0; i < 3; i++) {
      builder.add(at("12:00:00"), 1, Float.MAX_VALUE, closed);
    }
    builder.closeUntil(at("12:01:00"), closed);
    assertThat((float) closed.bars().get(0).volume()).isEqualTo(Float.MAX_VALUE);
  }

  @Test
  void fillPrevious_emptyBars_stayAtTheCloseBefore() {
    BarBuilder builder = builder(null, BarFill.PREVIOUS, Duration.ZERO, 10);
    builder.add(at("12:00:10"), 5, 1, closed);
    builder.add(at("12:00:20"), 4, 1, closed);
    builder.add(at("12:03:00"), 7, 1, closed);
    assertThat(closed.bars())
        .containsExactly(
            new Bar(at("12:00:00"), 5, 5, 4, 4, 2, 2),
            new Bar(at("12:01:00"), 4, 4, 4, 4, 0, 0),
            new Bar(at("12:02:00"), 4, 4, 4, 4, 0, 0));
    assertThat(closed.bars().get(1).isEmpty()).isTrue();
  }

  @Test
  void fillPrevious_overANightAndAWeekend_fillsWithinSessionsOnly() {
    BarBuilder builder = builder(STOCKS, BarFill.PREVIOUS, Duration.ZERO, 1_000);
    builder.add(newYork("2024-07-05T15:57:00"), 5, 1, closed);
    builder.add(newYork("2024-07-08T09:32:30"), 6, 1, closed);
    assertThat(closed.bars().stream().map(Bar::start))
        .containsExactly(
            newYork("2024-07-05T15:57"),
            newYork("2024-07-05T15:58"),
            newYork("2024-07-05T15:59"),
            newYork("2024-07-08T09:30"),
            newYork("2024-07-08T09:31"));
  }

  @Test
  void fillPrevious_tooManyInARow_leavesTheRestAndSaysSo() {
    BarBuilder builder = builder(null, BarFill.PREVIOUS, Duration.ZERO, 2);
    builder.add(at("12:00:00"), 5, 1, closed);
    builder.add(at("12:09:00"), 6, 1, closed);
    assertThat(closed.bars()).hasSize(3);
    builder.add(at("12:10:00"), 7, 1, closed);
    assertThat(closed.all())
        .hasSize(5)
        .startsWith(new Bar(at("12:00:00"), 5, 5, 5, 5, 1, 1).toString())
        .contains("gap " + at("12:03:00") + " to " + at("12:09:00"))
        .endsWith(new Bar(at("12:09:00"), 6, 6, 6, 6, 1, 1).toString());
  }

  @Test
  void fillNone_gap_isNotFilledNorSaid() {
    BarBuilder builder = builder(null, BarFill.NONE, Duration.ZERO, 10);
    builder.add(at("12:00:00"), 5, 1, closed);
    builder.add(at("12:09:00"), 6, 1, closed);
    builder.closeUntil(at("13:00:00"), closed);
    assertThat(closed.bars().stream().map(Bar::start))
        .containsExactly(at("12:00:00"), at("12:09:00"));
    assertThat(closed.all()).hasSize(2);
  }

  @Test
  void closeUntil_quietSeries_closesItsBarsAndMakesTheirTicksLate() {
    BarBuilder builder = builder(null, BarFill.PREVIOUS, MINUTE, 10);
    builder.add(at("12:00:10"), 5, 1, closed);
    assertThat(builder.dueAt()).isEqualTo(at("12:01:00"));
    builder.closeUntil(at("12:00:59.999"), closed);
    assertThat(closed.bars()).isEmpty();
    builder.closeUntil(at("12:02:30"), closed);
    assertThat(closed.bars().stream().map(Bar::start))
        .containsExactly(at("12:00:00"), at("12:01:00"));
    assertThat(builder.dueAt()).isEqualTo(at("12:03:00"));
    assertThat(builder.add(at("12:01:59"), 5, 1, closed)).isEqualTo(TickResult.LATE);
    assertThat(builder.add(at("12:02:00"), 5, 1, closed)).isEqualTo(TickResult.ADDED);
    // A clock that goes back changes nothing.
    builder.closeUntil(at("11:00:00"), closed);
    assertThat(builder.closedUntil()).isEqualTo(at("12:02:30"));
  }

  @Test
  void closeUntil_oftenOrOnce_makesTheSameBars() {
    RecordedBars once = new RecordedBars();
    BarBuilder often = builder(STOCKS, BarFill.PREVIOUS, MINUTE, 5);
    BarBuilder rarely = builder(STOCKS, BarFill.PREVIOUS, MINUTE, 5);
    long start = newYork("2024-07-05T15:57:00");
    often.add(start, 5, 1, closed);
    rarely.add(start, 5, 1, once);
    for (long time = start; time < newYork("2024-07-08T12:00:00"); time += MINUTE.toNanos()) {
      often.closeUntil(time, closed);
    }
    for (String time : new String[] {"2024-07-08T12:00:00", "2024-07-08T12:05:00"}) {
      often.add(newYork(time), 6, 1, closed);
      rarely.add(newYork(time), 6, 1, once);
    }
    assertThat(closed.all()).isEqualTo(once.all()).hasSize(11);
    assertThat(closed.bars().get(5).start()).isEqualTo(newYork("2024-07-08T09:32"));
  }

  @Test
  void closeUntil_endOfTime_endsAndFillsNoMoreThanItMay() {
    BarBuilder builder = builder(STOCKS, BarFill.PREVIOUS, MINUTE, 100_000);
    builder.closeUntil(Long.MAX_VALUE, closed);
    assertThat(builder.closedUntil()).isEqualTo(BarCalendar.NONE);
    builder.add(nanos("2259-12-30T16:00:00Z"), 5, 1, closed);
    builder.closeUntil(Long.MAX_VALUE, closed);
    assertThat(builder.dueAt()).isEqualTo(BarCalendar.NEVER);
    assertThat(closed.bars()).hasSizeBetween(100, 1_000);
  }

  @Test
  void openBars_withinGrace_areAsManyAsTheSpecificationSays() {
    BarSpec spec = new BarSpec(MINUTE, null, BarFill.NONE, Duration.ofMinutes(999), 0);
    BarBuilder builder = new BarBuilder(new BarCalendar(spec));
    long newest = at("12:00:30");
    builder.add(newest, 1, 1, closed);
    for (int i = 1; i <= 2_000; i++) {
      builder.add(newest - i * MINUTE.toNanos(), 1, 1, closed);
    }
    assertThat(builder.openBars()).isEqualTo(spec.openBars()).isEqualTo(1_000);
    builder.closeUntil(newest, closed);
    List<Long> starts = closed.bars().stream().map(Bar::start).toList();
    assertThat(starts).hasSize(999).isSorted();
  }

  private static BarBuilder builder(
      @Nullable TradingSession session, BarFill fill, Duration grace, int maxFilled) {
    return new BarBuilder(new BarCalendar(new BarSpec(MINUTE, session, fill, grace, maxFilled)));
  }

  private static long at(String timeOfDay) {
    return nanos("2024-07-05T" + timeOfDay + "Z");
  }
}
