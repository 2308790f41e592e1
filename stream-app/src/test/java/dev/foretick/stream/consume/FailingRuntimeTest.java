package dev.foretick.stream.consume;

import static dev.foretick.stream.consume.LoopBench.FIRST;
import static dev.foretick.stream.consume.LoopBench.OUTPUT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.common.series.Forecast;
import dev.foretick.common.series.ForecastStatus;
import dev.foretick.stream.testing.StubForecaster;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FailingRuntimeTest {
  private final LoopBench bench = new LoopBench();

  @Test
  void runtime_thatFailsOnce_isAskedAgain() {
    bench.assign(FIRST);
    bench.forecaster.failNext(1);
    ticks("a", 0, 3);
    bench.turn(4);

    assertThat(bench.forecasts().get(2).status()).isEqualTo(ForecastStatus.OK);
    assertThat(bench.count("foretick.runtime.failures")).isEqualTo(1);
  }

  @Test
  void runtime_thatFailsTwice_isReplacedByTheBaseline() {
    bench.assign(FIRST);
    bench.forecaster.failNext(2);
    ticks("a", 0, 3);
    bench.turn(4);

    Forecast fallback = bench.forecasts().get(2);
    assertThat(fallback.status()).isEqualTo(ForecastStatus.FALLBACK);
    assertThat(fallback.modelUsed()).isEqualTo("naive");
    assertThat(fallback.steps().get(0).quantiles()).containsExactly(1f, 2f, 3f);
  }

  @ParameterizedTest
  @MethodSource("whatRuntimesThrow")
  void runtime_thatFailsInAnotherWay_isReplacedByTheBaseline(Throwable failure) {
    bench.assign(FIRST);
    bench.forecaster.failNext(2, failure);
    ticks("a", 0, 4);
    bench.turn(5);

    Forecast fallback = bench.forecasts().get(2);
    assertThat(fallback.status()).isEqualTo(ForecastStatus.FALLBACK);
    assertThat(fallback.steps().get(0).quantiles()).containsExactly(1f, 2f, 3f);
    assertThat(bench.forecasts().get(3).status()).isEqualTo(ForecastStatus.OK);
    assertThat(bench.count("foretick.runtime.failures")).isEqualTo(2);
  }

  static Stream<Throwable> whatRuntimesThrow() {
    return Stream.of(
        new IllegalStateException("session is closed"),
        new ArrayIndexOutOfBoundsException("too many values"),
        new Exception("a checked one, out of native code"),
        new UnsatisfiedLinkError("no such function"),
        new OutOfMemoryError("off the heap"),
        new AssertionError("in a native library"));
  }

  @Test
  void row_thatTheRuntimeLeavesOut_isNotThatOfTheBatchBefore() {
    bench.assign(FIRST);
    ticks("a", 0, 3);
    ticks("b", 0, 3);
    bench.turn(7);
    bench.forecaster.leaveOut(1);
    pollAtOnce(
        () -> {
          bench.tick(FIRST, "a", 3, 30);
          bench.tick(FIRST, "b", 3, 40);
        });

    List<Forecast> last = bench.forecasts().subList(6, 8);
    assertThat(last)
        .extracting(Forecast::status)
        .containsExactly(ForecastStatus.OK, ForecastStatus.FALLBACK);
    assertThat(last.get(1).steps().get(0).quantiles()).containsExactly(39f, 40f, 41f);
  }

  @Test
  void row_thatIsNotFinite_isReplaced_andNoOther() {
    bench.assign(FIRST);
    ticks("a", 0, 2);
    ticks("b", 0, 2);
    bench.turn(5);
    pollAtOnce(
        () -> {
          bench.tick(FIRST, "a", 2, StubForecaster.NO_FORECAST);
          bench.tick(FIRST, "b", 2, 2);
        });

    List<Forecast> last = bench.forecasts().subList(4, 6);
    assertThat(last)
        .extracting(Forecast::status)
        .containsExactly(ForecastStatus.FALLBACK, ForecastStatus.OK);
    assertThat(last.get(0).steps().get(0).yhat()).isEqualTo(StubForecaster.NO_FORECAST);
  }

  private void ticks(String series, int from, int to) {
    IntStream.range(from, to).forEach(i -> bench.tick(FIRST, series, i, i));
  }

  /** Lets all records that {@code records} appends come with one poll. */
  private void pollAtOnce(Runnable records) {
    int before = bench.sent(OUTPUT).size();
    bench.pollTogether(records);
    assertThat(bench.sent(OUTPUT).size()).isGreaterThan(before);
  }
}
