package dev.foretick.stream.consume;

import static dev.foretick.stream.consume.LoopBench.FIRST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.foretick.common.series.Forecast;
import dev.foretick.stream.config.DeliveryMode;
import dev.foretick.stream.publish.DeliveryAbortedException;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class RollBackTest {
  private final LoopBench bench =
      new LoopBench(new LoopSetup().delivery(DeliveryMode.EXACTLY_ONCE));

  @Test
  void batchThatIsNotCommitted_isAnsweredFromTheWindowsOfTheLastCommit() {
    bench.assign(FIRST);
    bench.pollTogether(() -> ticks(0, 3));
    bench.commitAsTheTransactionsDid();
    double scored = scored();

    bench.producer().commitTransactionException = new TimeoutException("nobody knows");
    assertThatExceptionOfType(DeliveryAbortedException.class)
        .isThrownBy(() -> bench.pollTogether(() -> ticks(3, 6)));
    assertThat(bench.consumer.paused()).containsExactly(FIRST);
    assertThat(bench.count("foretick.batches.aborted")).isEqualTo(1);

    bench.turn(1);
    assertThat(bench.consumer.position(FIRST)).as("read again from").isZero();
    bench.skip(FIRST, 0);
    bench.pollTogether(() -> ticks(0, 6));

    assertThat(bench.forecasts())
        .extracting(forecast -> forecast.source().offset())
        .containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
    Forecast last = bench.forecasts().get(5);
    assertThat(last.steps().get(0).quantiles()).containsExactly(4.5f, 5.5f, 6.5f);
    assertThat(bench.count("foretick.records.consumed")).isEqualTo(6);
    assertThat(bench.count("foretick.forecasts.published")).isEqualTo(6);
    assertThat(scored()).isEqualTo(scored + 5);
  }

  @Test
  void batchThatWasCommittedAfterAll_isNotAnsweredAgain() {
    bench.assign(FIRST);
    bench.producer().commitTransactionException = new TimeoutException("nobody knows");
    assertThatExceptionOfType(DeliveryAbortedException.class)
        .isThrownBy(() -> bench.pollTogether(() -> ticks(0, 3)));
    bench.consumer.commitSync(Map.of(FIRST, new OffsetAndMetadata(3, "replay-from=0")));

    bench.turn(1);
    bench.skip(FIRST, 0);
    bench.pollTogether(() -> ticks(0, 4));

    assertThat(bench.forecasts())
        .extracting(forecast -> forecast.source().offset())
        .containsExactly(3L);
    assertThat(bench.forecasts().get(0).steps().get(0).yhat()).isEqualTo(3.5f);
  }

  private double scored() {
    return bench.parts.scorer().orElseThrow().accuracy().allSteps().count();
  }

  private void ticks(int from, int to) {
    IntStream.range(from, to).forEach(i -> bench.tick(FIRST, "a", i, i));
  }
}
