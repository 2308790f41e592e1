package dev.foretick.stream.consume;

import static dev.foretick.stream.consume.LoopBench.DEAD;
import static dev.foretick.stream.consume.LoopBench.FIRST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.common.series.Forecast;
import dev.foretick.common.series.ForecastStatus;
import dev.foretick.common.window.DuplicateRule;
import dev.foretick.stream.config.LateRule;
import dev.foretick.stream.state.WindowKeeper;
import dev.foretick.stream.testing.HandClock;
import dev.foretick.stream.testing.StubForecaster;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** Windows of observations that come out of order, twice, too late or too early. */
class EventTimeTest {
  private final HandClock clock = new HandClock(Instant.ofEpochSecond(100));

  @Test
  void observationWithinTheGrace_isPutInItsPlace_andAnsweredFromTheWindowAsItIsNow() {
    LoopBench bench = bench(Duration.ofSeconds(5), DuplicateRule.KEEP, LateRule.COUNT);
    ticks(bench, 1, 3, 2);

    List<Forecast> forecasts = bench.forecasts();
    assertThat(forecasts).extracting(EventTimeTest::cutoff).containsExactly(1L, 3L, 3L);
    assertThat(forecasts.get(2).status()).isEqualTo(ForecastStatus.OK);
    assertThat(forecasts.get(2).id()).isEqualTo(forecasts.get(1).id());
    assertThat(forecasts.get(2).source().offset()).isEqualTo(2);
    assertThat(forecasts.get(2).steps().get(0).yhat()).isEqualTo(3.5f);
    assertThat(forecasts.get(2).steps().get(0).time()).isEqualTo(Instant.ofEpochSecond(4));

    // The window is 1, 2, 3 now: 2 is the oldest once 4 is in, and 1 is too old.
    ticks(bench, 4, 1);
    assertThat(bench.forecasts()).hasSize(4);
    assertThat(bench.count("foretick.records.late")).isEqualTo(1);
  }

  @Test
  void observationBehindTheGrace_isCounted_orADeadLetterAsWell() {
    LoopBench counting = bench(Duration.ofSeconds(5), DuplicateRule.KEEP, LateRule.COUNT);
    ticks(counting, 10, 5, 4);
    assertThat(counting.forecasts()).hasSize(2);
    assertThat(counting.count("foretick.records.late")).isEqualTo(1);
    assertThat(counting.sent(DEAD)).isEmpty();

    LoopBench telling = bench(Duration.ofSeconds(5), DuplicateRule.KEEP, LateRule.DEAD_LETTER);
    telling.pollTogether(
        () -> {
          telling.tick(FIRST, "a", 10, 10);
          telling.record(FIRST, "a", "{oops");
          telling.tick(FIRST, "a", 4, 4);
          telling.tick(FIRST, "a", 11, 11);
        });
    assertThat(telling.count("foretick.records.late")).isEqualTo(1);
    assertThat(telling.count("foretick.records.dead")).isEqualTo(2);
    ProducerRecord<byte[], byte[]> letter = telling.sent(DEAD).get(1);
    assertThat(header(letter, "offset")).isEqualTo("2");
    assertThat(header(letter, "message"))
        .isEqualTo("observation: 1970-01-01T00:00:04Z (expected: one that is not late)");
    assertThat(header(letter, "class")).endsWith(".RefusedObservationException");
  }

  @Test
  void duplicate_replacesTheLastOrIsIgnored_asItIsConfigured() {
    LoopBench last = bench(Duration.ZERO, DuplicateRule.LAST, LateRule.COUNT);
    ticks(last, 1, 2, 3);
    last.tick(FIRST, "a", 3, 7);
    last.turn(2);
    assertThat(last.forecasts()).hasSize(4);
    assertThat(last.forecasts().get(3).steps().get(0).yhat()).isEqualTo(7.5f);
    assertThat(last.forecasts().get(3).id()).isEqualTo(last.forecasts().get(2).id());

    LoopBench first = bench(Duration.ZERO, DuplicateRule.FIRST, LateRule.COUNT);
    ticks(first, 1, 2, 3);
    first.tick(FIRST, "a", 3, 7);
    first.tick(FIRST, "a", 2, 7);
    first.turn(3);
    assertThat(first.forecasts()).hasSize(3);
    assertThat(first.count("foretick.records.duplicate")).isEqualTo(1);
    assertThat(first.count("foretick.records.late")).isEqualTo(1);
  }

  @Test
  void revision_isNoActualValue_andItsForecastIsNotScoredTwice() {
    LoopBench bench = bench(Duration.ofSeconds(5), DuplicateRule.LAST, LateRule.COUNT);
    // Full at 3; forecasts of 3 and 4 are scored by 4 and 5, and by nothing in between.
    ticks(bench, 1, 2, 3, 4);
    assertThat(scores(bench)).isEqualTo(1);
    ticks(bench, 2, 4, 3);
    assertThat(scores(bench)).isEqualTo(1);
    ticks(bench, 5);
    // Two steps of the forecast at 3, one of that at 4, none of their revisions.
    assertThat(scores(bench)).isEqualTo(3);
  }

  @Test
  void observationFarAhead_isADeadLetter_andDoesNotMakeOthersLate() {
    LoopBench bench = bench(Duration.ZERO, DuplicateRule.KEEP, LateRule.COUNT);
    ticks(bench, 1, 2, 100 + 61, 3);

    assertThat(bench.forecasts()).extracting(EventTimeTest::cutoff).containsExactly(1L, 2L, 3L);
    assertThat(bench.count("foretick.records.dead")).isEqualTo(1);
    assertThat(header(bench.sent(DEAD).get(0), "message"))
        .isEqualTo(
            "observation: 1970-01-01T00:02:41Z (expected: at most PT1M ahead of the wall clock)");
    assertThat(bench.count("foretick.records.late")).isZero();

    // A minute later it would be taken, so what was decided is written down.
    bench.turn(5);
    assertThat(bench.sent(LoopBench.WINDOWS)).hasSize(1);
  }

  private LoopBench bench(Duration grace, DuplicateRule duplicates, LateRule late) {
    WindowKeeper keeper =
        new WindowKeeper(StubForecaster.WINDOW, LoopBench.NO_CALENDAR, grace, duplicates);
    EventTime time =
        new EventTime(late, Optional.of(Duration.ofMinutes(1)), Optional.empty(), Duration.ZERO);
    LoopBench bench = new LoopBench(new LoopSetup().eventTime(keeper, time, clock));
    bench.assign(FIRST);
    return bench;
  }

  /** Each has its second as its price. */
  private static void ticks(LoopBench bench, long... seconds) {
    for (long second : seconds) {
      bench.tick(FIRST, "a", second, (double) second);
    }
    bench.turn(seconds.length + 1);
  }

  private static long scores(LoopBench bench) {
    return bench.parts.scorer().orElseThrow().accuracy().allSteps().count();
  }

  private static long cutoff(Forecast forecast) {
    return forecast.cutoff().getEpochSecond();
  }

  private static String header(ProducerRecord<byte[], byte[]> letter, String name) {
    return new String(
        letter.headers().lastHeader("foretick.error." + name).value(), StandardCharsets.UTF_8);
  }
}
