package dev.foretick.stream.consume;

import static dev.foretick.stream.consume.LoopBench.FIRST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.common.series.Forecast;
import dev.foretick.common.series.SeriesId;
import dev.foretick.stream.testing.StubForecaster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ModelSwapTest {
  private final LoopBench bench = new LoopBench();
  private final StubForecaster next = new StubForecaster();
  private final AtomicInteger taken = new AtomicInteger();

  @Test
  void model_thatWaits_forecastsFromTheNextBatchOn() {
    fillWindows("a");
    put(next, "v2", Map.of());
    assertThat(taken).hasValue(0);
    bench.pollTogether(() -> bench.tick(FIRST, "a", 3, 3));

    assertThat(versions()).containsExactly("v1", "v1", "v1", "v2");
    assertThat(bench.forecaster.batches()).containsExactly(1);
    assertThat(next.batches()).containsExactly(1);
    assertThat(bench.forecaster.isClosed()).isTrue();
    assertThat(next.isClosed()).isFalse();
    assertThat(taken).hasValue(1);
  }

  @Test
  void model_thatComesWithinABatch_waitsForItsEnd() {
    fillWindows("a");
    bench.forecaster.within(
        () -> {
          put(next, "v2", Map.of());
          assertThat(bench.forecaster.isClosed()).isFalse();
        });
    bench.pollTogether(() -> IntStream.range(3, 6).forEach(i -> bench.tick(FIRST, "a", i, i)));
    assertThat(next.batches()).isEmpty();
    bench.pollTogether(() -> bench.tick(FIRST, "a", 6, 6));

    assertThat(versions().subList(3, 7)).containsExactly("v1", "v1", "v1", "v2");
    assertThat(next.batches()).containsExactly(1);
    assertThat(bench.forecaster.isClosed()).isTrue();
  }

  @Test
  void quietStream_doesNotKeepAModelWaiting() {
    bench.assign(FIRST);
    put(next, "v2", Map.of());
    bench.turn(1);

    assertThat(taken).hasValue(1);
    assertThat(bench.forecaster.isClosed()).isTrue();
  }

  @Test
  void seriesThatAreThere_areInTheGroupsOfTheNewModel() {
    fillWindows("a", "b");
    put(next, "v2", Map.of(new SeriesId("b"), 1, new SeriesId("c"), 2));
    bench.turn(1);
    fillWindows("c");
    bench.pollTogether(() -> List.of("a", "b").forEach(series -> bench.tick(FIRST, series, 3, 3)));

    List<Forecast> forecasts = bench.forecasts();
    assertThat(forecasts.subList(forecasts.size() - 3, forecasts.size()))
        .extracting(forecast -> forecast.series() + " " + forecast.modelUsed())
        .containsExactly("c stub-2", "a stub", "b stub-1");
  }

  @Test
  void runtime_thatFails_isReplacedByTheBaselineOfTheNewModel() {
    fillWindows("a");
    put(next, "v2", Map.of());
    next.failNext(2);
    bench.pollTogether(() -> bench.tick(FIRST, "a", 3, 3));

    Forecast last = bench.forecasts().get(3);
    assertThat(last.modelUsed()).isEqualTo("naive");
    assertThat(last.modelVersion()).isEqualTo("v2");
  }

  @Test
  void newerModel_takesThePlaceOfOneThatWaits_whichIsClosed() {
    StubForecaster skipped = new StubForecaster();
    fillWindows("a");
    put(skipped, "v2", Map.of());
    put(next, "v3", Map.of());
    bench.turn(1);

    assertThat(skipped.isClosed()).isTrue();
    assertThat(next.isClosed()).isFalse();
    assertThat(taken).hasValue(1);
  }

  @Test
  void endOfTheLoop_closesTheModelAtHand_andThoseThatNobodyTakes() {
    StubForecaster late = new StubForecaster();
    LoopRunner runner = new LoopRunner(bench.parts, LoopBench.INPUT, 1, Duration.ofSeconds(10));
    put(next, "v2", Map.of());
    runner.close();
    put(late, "v3", Map.of());

    assertThat(List.of(bench.forecaster, next, late)).allMatch(StubForecaster::isClosed);
    assertThat(taken).hasValue(0);
  }

  private void fillWindows(String... series) {
    if (bench.consumer.assignment().isEmpty()) {
      bench.assign(FIRST);
    }
    bench.pollTogether(
        () -> {
          for (String one : series) {
            IntStream.range(0, 3).forEach(i -> bench.tick(FIRST, one, i, i));
          }
        });
  }

  private void put(StubForecaster forecaster, String version, Map<SeriesId, Integer> groups) {
    bench.inbox.put(bench.loopModel(forecaster, version, groups, taken::incrementAndGet));
  }

  private List<String> versions() {
    return bench.forecasts().stream().map(Forecast::modelVersion).toList();
  }
}
