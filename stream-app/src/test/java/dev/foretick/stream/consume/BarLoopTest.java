package dev.foretick.stream.consume;

import static dev.foretick.stream.consume.LoopBench.DEAD;
import static dev.foretick.stream.consume.LoopBench.FIRST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.common.bars.BarFill;
import dev.foretick.common.bars.TradingSession;
import dev.foretick.common.series.Forecast;
import dev.foretick.common.series.RecordOrigin;
import dev.foretick.stream.config.Emit;
import dev.foretick.stream.testing.HandClock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Bars of ten seconds that are closed by ticks, with a grace of two, or by the wall clock. */
class BarLoopTest {
  /** A Monday, from 12:00 on. */
  private static final long NOON = Instant.parse("2026-01-05T12:00:00Z").getEpochSecond();

  private static final TradingSession SESSION =
      new TradingSession(
          LocalTime.of(12, 0),
          LocalTime.of(12, 1),
          ZoneOffset.UTC,
          EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
          Set.of());

  private final HandClock clock = new HandClock(Instant.ofEpochSecond(NOON));

  @Test
  void tickThatClosesABar_isAnsweredOnce_andOthersAreNot() {
    LoopBench bench = bench(BarFill.NONE, null, Emit.EVERY);
    ticks(bench, 0, 9, 10, 11);
    assertThat(bench.forecasts()).isEmpty();
    ticks(bench, 12, 13);

    Forecast forecast = bench.forecasts().get(0);
    assertThat(bench.forecasts()).hasSize(1);
    assertThat(second(forecast.cutoff())).isZero();
    assertThat(forecast.source()).extracting(RecordOrigin::offset).isEqualTo(4L);
    assertThat(forecast.steps().get(0).yhat()).isEqualTo(9f);
    assertThat(forecast.steps()).extracting(step -> second(step.time())).containsExactly(10L, 20L);
    assertThat(bench.committed(FIRST)).containsEntry(FIRST, 6L);
  }

  @Test
  void tickOutOfOrder_isPartOfItsBar_andLateOnceTheBarIsClosed() {
    LoopBench bench = bench(BarFill.NONE, null, Emit.EVERY);
    ticks(bench, 5, 11, 9, 12, 8);

    assertThat(bench.forecasts()).hasSize(1);
    assertThat(bench.forecasts().get(0).steps().get(0).yhat()).isEqualTo(9f);
    assertThat(bench.count("foretick.records.late")).isEqualTo(1);
    assertThat(bench.sent(DEAD)).hasSize(1);
  }

  @Test
  void barsThatFillAGap_areAnsweredEach_orOnlyTheNewest() {
    LoopBench every = bench(BarFill.PREVIOUS, null, Emit.EVERY);
    ticks(every, 0, 42);
    assertThat(every.forecasts())
        .extracting(forecast -> second(forecast.cutoff()))
        .containsExactly(0L, 10L, 20L, 30L);
    assertThat(every.forecasts())
        .extracting(forecast -> forecast.status().wireName())
        .containsExactly("warmup", "warmup", "ok", "ok");

    LoopBench latest = bench(BarFill.PREVIOUS, null, Emit.LATEST);
    ticks(latest, 0, 42);
    assertThat(latest.forecasts())
        .extracting(forecast -> second(forecast.cutoff()))
        .containsExactly(30L);
  }

  @Test
  void forecastAtTheEndOfASession_isOfTheNextOne() {
    LoopBench bench = bench(BarFill.PREVIOUS, SESSION, Emit.EVERY);
    ticks(bench, 45, 86_400, 86_412);

    assertThat(bench.forecasts())
        .extracting(forecast -> second(forecast.cutoff()))
        .containsExactly(40L, 50L, 86_400L);
    assertThat(bench.forecasts().get(0).steps())
        .extracting(step -> second(step.time()))
        .containsExactly(50L, 86_400L);
    assertThat(bench.forecasts().get(1).steps())
        .extracting(step -> second(step.time()))
        .containsExactly(86_400L, 86_410L);
  }

  @Test
  void ticksOutsideTheSession_areCounted_andBeginNoSeries() {
    LoopBench bench = bench(BarFill.PREVIOUS, SESSION, Emit.EVERY);
    ticks(bench, -1, 60, 3600);

    assertThat(bench.count("foretick.records.off-session")).isEqualTo(3);
    assertThat(bench.parts.store().size()).isZero();
    assertThat(bench.sent(DEAD)).isEmpty();
  }

  @Test
  void quietSeries_isClosedByTheWallClock_onlyOnce() {
    LoopBench bench = bench(BarFill.NONE, null, Emit.EVERY);
    ticks(bench, 3, 4);
    pass(bench, 12);
    assertThat(bench.forecasts()).isEmpty();
    pass(bench, 2);

    assertThat(bench.forecasts()).hasSize(1);
    assertThat(second(bench.forecasts().get(0).cutoff())).isZero();
    assertThat(bench.forecasts().get(0).source()).extracting(RecordOrigin::offset).isEqualTo(1L);
    assertThat(bench.sent(LoopBench.WINDOWS)).hasSize(1);
    assertThat(bench.committed(FIRST)).containsEntry(FIRST, 2L);

    ticks(bench, 9, 10);
    assertThat(bench.count("foretick.records.late")).isEqualTo(1);
    pass(bench, 5);
    assertThat(bench.forecasts()).hasSize(1);
  }

  @Test
  void gapsOfAQuietSeries_areFilledByTheWallClock() {
    LoopBench bench = bench(BarFill.PREVIOUS, null, Emit.EVERY);
    ticks(bench, 3);
    pass(bench, 34);

    assertThat(bench.forecasts())
        .extracting(forecast -> second(forecast.cutoff()))
        .containsExactly(0L, 10L, 20L);
  }

  @Test
  void wallClock_restsWhileThereAreTicksToRead() {
    LoopBench bench = bench(BarFill.NONE, null, Emit.EVERY);
    ticks(bench, 3);
    bench.consumer.updateEndOffsets(Map.of(FIRST, 2L));
    pass(bench, 30);
    assertThat(bench.forecasts()).isEmpty();

    bench.consumer.updateEndOffsets(Map.of(FIRST, 1L));
    pass(bench, 1);
    assertThat(bench.forecasts()).hasSize(1);
  }

  @Test
  void wallClock_restsAfterAPause() {
    LoopBench bench = bench(BarFill.NONE, null, Emit.EVERY);
    ticks(bench, 3);
    clock.advance(Duration.ofMinutes(5));
    bench.turn(5);
    assertThat(bench.forecasts()).isEmpty();

    // What was held up comes in time.
    ticks(bench, 9);
    pass(bench, 2);
    assertThat(bench.forecasts()).hasSize(1);
    assertThat(bench.forecasts().get(0).steps().get(0).yhat()).isEqualTo(9f);
    assertThat(bench.count("foretick.records.late")).isZero();
  }

  @Test
  void accuracy_isOfBars() {
    LoopBench bench = bench(BarFill.NONE, null, Emit.EVERY);
    ticks(bench, 0, 10, 20, 30, 40, 50, 62);

    // Bars of 20 to 50 are forecast with full windows: 3 + 2 steps have come.
    assertThat(bench.parts.scorer().orElseThrow().accuracy().firstStep().count()).isEqualTo(3);
    assertThat(bench.parts.scorer().orElseThrow().accuracy().allSteps().count()).isEqualTo(5);
  }

  private LoopBench bench(BarFill fill, @Nullable TradingSession session, Emit emit) {
    LoopBench bench = new LoopBench(new LoopSetup().emit(emit).bars(fill, session, clock));
    bench.assign(FIRST);
    return bench;
  }

  /** Each at so many seconds after noon, which is its price as well. */
  private static void ticks(LoopBench bench, long... seconds) {
    for (long second : seconds) {
      bench.tick(FIRST, "a", NOON + second, (double) Math.max(0, second));
    }
    bench.turn(seconds.length + 1);
  }

  /** Lets the wall clock go on while the loop goes round. */
  private void pass(LoopBench bench, int seconds) {
    for (int i = 0; i < 4 * seconds; i++) {
      clock.advance(Duration.ofMillis(250));
      bench.turn(1);
    }
  }

  private static long second(Instant time) {
    return time.getEpochSecond() - NOON;
  }
}
