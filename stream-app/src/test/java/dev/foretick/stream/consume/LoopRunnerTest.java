package dev.foretick.stream.consume;

import static dev.foretick.stream.consume.LoopBench.FIRST;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class LoopRunnerTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final CountDownLatch ended = new CountDownLatch(1);
  private final LoopBench bench = new LoopBench();
  private final LoopRunner runner = new LoopRunner(bench.parts, LoopBench.INPUT, 1, TIMEOUT);

  @Test
  void close_commitsTheBatch_leavesTheGroupAndFreesTheRuntime() throws Exception {
    bench.consumer.schedulePollTask(() -> bench.consumer.rebalance(List.of(FIRST)));
    bench.tick(FIRST, "a", 0, 1);
    runner.start(ended::countDown);
    awaitForecast();

    runner.close();
    assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();

    assertThat(runner.failure()).isEmpty();
    assertThat(bench.consumer.committedAtClose).containsEntry(FIRST, 1L);
    assertThat(bench.consumer.closed()).isTrue();
    assertThat(bench.producer().closed()).isTrue();
    assertThat(bench.forecaster.isClosed()).isTrue();
  }

  @Test
  void kafkaThatDoesNotAnswer_isTriedAgain() throws Exception {
    bench.consumer.schedulePollTask(() -> bench.consumer.rebalance(List.of(FIRST)));
    bench.consumer.schedulePollTask(
        () -> bench.consumer.setPollException(new TimeoutException("away")));
    bench.tick(FIRST, "a", 0, 1);
    runner.start(ended::countDown);
    awaitForecast();

    assertThat(runner.failure()).isEmpty();
    runner.close();
  }

  @Test
  void errorThatNothingCures_endsTheLoop_andIsTold() throws Exception {
    KafkaException reason = new KafkaException("no right to read");
    bench.consumer.setPollException(reason);
    runner.start(ended::countDown);
    assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();

    assertThat(runner.failure()).contains(reason);
    assertThat(bench.consumer.closed()).isTrue();
    assertThat(bench.forecaster.isClosed()).isTrue();
  }

  @Test
  void close_ofALoopThatNeverStarted_freesWhatItOwns() {
    runner.close();

    assertThat(bench.consumer.closed()).isTrue();
    assertThat(bench.forecaster.isClosed()).isTrue();
  }

  private void awaitForecast() throws InterruptedException {
    for (int i = 0; i < 500 && bench.forecasts().isEmpty(); i++) {
      Thread.sleep(10);
    }
    assertThat(bench.forecasts()).hasSize(1);
  }
}
