package dev.foretick.stream.consume;

import static dev.foretick.stream.consume.LoopBench.DEAD;
import static dev.foretick.stream.consume.LoopBench.FIRST;
import static dev.foretick.stream.consume.LoopBench.OUTPUT;
import static dev.foretick.stream.consume.LoopBench.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.common.series.Forecast;
import dev.foretick.common.series.ForecastStatus;
import dev.foretick.stream.config.Emit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class ForecastLoopTest {
  private LoopBench bench = new LoopBench();

  @Test
  void observation_inAFullWindow_isAnsweredByTheModel() {
    bench.assign(FIRST);
    ticks("a", 0, 4);
    bench.turn(5);

    List<Forecast> forecasts = bench.forecasts();
    assertThat(forecasts)
        .extracting(Forecast::status)
        .containsExactly(
            ForecastStatus.WARMUP, ForecastStatus.WARMUP, ForecastStatus.OK, ForecastStatus.OK);
    assertThat(forecasts.get(1).steps().get(0).quantiles()).containsExactly(0f, 1f, 2f);
    assertThat(forecasts.get(3).steps().get(1).quantiles()).containsExactly(2.5f, 3.5f, 4.5f);
    assertThat(forecasts.get(3).modelUsed()).isEqualTo("stub");
    assertThat(forecasts.get(3).source().offset()).isEqualTo(3);
    assertThat(bench.committed(FIRST)).containsEntry(FIRST, 4L);
  }

  @Test
  void warmUp_thatIsNotWanted_publishesNothingUntilTheWindowIsFull() {
    bench = new LoopBench(new LoopSetup().withoutWarmUp());
    bench.assign(FIRST);
    ticks("a", 0, 3);
    bench.turn(4);

    assertThat(bench.forecasts()).extracting(Forecast::status).containsExactly(ForecastStatus.OK);
  }

  @Test
  void windowsOfManySeries_areOneRuntimeCall() {
    bench.assign(FIRST);
    for (String series : List.of("a", "b", "c")) {
      ticks(series, 0, 2);
    }
    bench.turn(7);
    pollAtOnce(
        () -> {
          for (String series : List.of("a", "b", "c", "a")) {
            bench.tick(FIRST, series, 2, 7);
          }
        });

    assertThat(bench.forecaster.batches()).containsExactly(4);
  }

  @Test
  void emitLatest_answersOnlyTheNewestOfEachSeries() {
    bench = new LoopBench(new LoopSetup().emit(Emit.LATEST));
    bench.assign(FIRST);
    pollAtOnce(
        () -> {
          ticks("a", 0, 5);
          ticks("b", 0, 1);
        });

    assertThat(bench.forecasts())
        .extracting(forecast -> forecast.series() + "@" + forecast.cutoff().getEpochSecond())
        .containsExactly("a@4", "b@0");
  }

  @Test
  void emitLatest_ofAPollOfManySeries_answersEach() {
    bench = new LoopBench(new LoopSetup().emit(Emit.LATEST));
    bench.assign(FIRST);
    pollAtOnce(
        () -> {
          for (int series = 0; series < 400; series++) {
            bench.tick(FIRST, "s" + series, 0, 1);
          }
        });

    assertThat(bench.forecasts()).hasSize(400);
  }

  @Test
  void lateObservation_isCounted_andChangesNothing() {
    bench.assign(FIRST);
    ticks("a", 0, 3);
    bench.tick(FIRST, "a", 1, 99);
    bench.tick(FIRST, "a", 3, 3);
    bench.turn(6);

    assertThat(bench.count("foretick.records.late")).isEqualTo(1);
    assertThat(bench.count("foretick.records.consumed")).isEqualTo(5);
    assertThat(bench.forecasts()).hasSize(4);
    assertThat(bench.forecasts().get(3).steps().get(0).yhat()).isEqualTo(3.5f);
    assertThat(bench.committed(FIRST)).containsEntry(FIRST, 5L);
  }

  @Test
  void observationsOfOneMoment_areAllKept() {
    bench.assign(FIRST);
    for (int i = 0; i < 3; i++) {
      bench.tick(FIRST, "a", 5, i);
    }
    bench.turn(4);

    assertThat(bench.forecasts()).hasSize(3);
    assertThat(bench.forecasts().get(2).status()).isEqualTo(ForecastStatus.OK);
  }

  @Test
  void malformedRecord_isADeadLetter_andIsCommitted() {
    bench.assign(FIRST);
    bench.record(FIRST, "a", "nonsense");
    bench.turn(2);

    assertThat(bench.sent(DEAD)).hasSize(1);
    assertThat(bench.count("foretick.records.dead")).isEqualTo(1);
    assertThat(bench.committed(FIRST)).containsEntry(FIRST, 1L);
  }

  @Test
  void restart_reappliesWithoutPublishing_untilTheCommittedOffset() {
    bench.consumer.commitSync(Map.of(FIRST, new OffsetAndMetadata(4)));
    bench.consumer.updateEndOffsets(Map.of(FIRST, 4L));
    bench.health.brokerReachable(true, "polling");
    bench.assign(FIRST);
    assertThat(bench.health.isReady()).as("before the windows are whole").isFalse();
    ticks("a", 0, 2);
    bench.record(FIRST, "a", "nonsense");
    ticks("a", 2, 5);
    bench.turn(7);
    bench.turn(1);
    assertThat(bench.health.isReady()).as("after").isTrue();

    assertThat(bench.forecasts())
        .extracting(forecast -> forecast.source().offset())
        .containsExactly(4L, 5L);
    assertThat(bench.forecasts()).extracting(Forecast::status).containsOnly(ForecastStatus.OK);
    assertThat(bench.sent(DEAD)).isEmpty();
    assertThat(bench.count("foretick.records.consumed")).isEqualTo(2);
    assertThat(bench.committed(FIRST)).containsEntry(FIRST, 6L);
    assertThat(bench.registry.get("foretick.state.restore").timer().count()).isEqualTo(1);
  }

  @Test
  void restart_rewindsNoFurtherThanItMay() {
    bench = new LoopBench(new LoopSetup().maxReplayRecords(2));
    bench.consumer.commitSync(Map.of(FIRST, new OffsetAndMetadata(10)));
    bench.consumer.updateEndOffsets(Map.of(FIRST, 10L));
    bench.assign(FIRST);
    bench.turn(1);

    assertThat(bench.consumer.position(FIRST)).isEqualTo(8);
  }

  @Test
  void topicMadeAnew_isReadFromItsBeginning() {
    bench.consumer.commitSync(Map.of(FIRST, new OffsetAndMetadata(1_000)));
    bench.assign(FIRST);
    ticks("a", 0, 2);
    bench.turn(3);

    assertThat(bench.forecasts()).hasSize(2);
  }

  @Test
  void revokedPartition_takesItsWindowsAlong() {
    bench.assign(FIRST, SECOND);
    ticks("a", 0, 3);
    bench.tick(SECOND, "b", 0, 1);
    bench.turn(5);
    assertThat(bench.parts.store().size()).isEqualTo(2);

    bench.assign(SECOND);
    assertThat(bench.parts.store().size()).isEqualTo(1);
  }

  @Test
  void broker_thatDoesNotAnswerTheRewind_isAskedAgain() {
    bench.assign(FIRST);
    bench.consumer.setOffsetsException(new TimeoutException("away"));
    ticks("a", 0, 1);
    RuntimeException failure = null;
    try {
      bench.turn(1);
    } catch (TimeoutException e) {
      failure = e;
    }
    bench.turn(2);

    assertThat(failure).isNotNull();
    assertThat(bench.forecasts()).hasSize(1);
  }

  @Test
  void partition_thatIsLive_isReadThoughANewOneMustWait() {
    bench.assign(FIRST);
    ticks("a", 0, 1);
    bench.turn(2);
    bench.assign(FIRST, SECOND);
    bench.consumer.setOffsetsException(new TimeoutException("away"));
    ticks("a", 1, 2);
    bench.turn(1);
    assertThat(bench.consumer.paused()).containsExactly(SECOND);
    assertThat(bench.forecasts()).hasSize(2);

    bench.clock.advance(Duration.ofSeconds(1));
    bench.turn(1);
    assertThat(bench.consumer.paused()).isEmpty();
  }

  @Test
  void offsets_ofAPartitionThatWentAndCameBack_areNotCommitted() {
    bench.assign(FIRST);
    ticks("a", 0, 1);
    bench.consumer.commitTimesOut = true;
    bench.turn(2);

    bench.consumer.schedulePollTask(
        () -> {
          bench.consumer.rebalance(List.of(SECOND));
          bench.consumer.commitTimesOut = false;
          bench.consumer.rebalance(List.of(FIRST));
        });
    bench.turn(1);

    assertThat(bench.committed(FIRST)).isEmpty();
  }

  @Test
  void forecasts_areScoredByTheObservationsAfterThem_evenWithinABatch() {
    bench.assign(FIRST);
    pollAtOnce(() -> ticks("a", 0, 6));

    // Forecasts from ticks 2, 3 and 4 have a next observation: 3, 4 and 5, each 0.5 above the
    // forecast.
    var accuracy = bench.parts.scorer().orElseThrow().accuracy();
    assertThat(accuracy.firstStep().count()).isEqualTo(3);
    assertThat(accuracy.firstStep().mae()).isEqualTo(0.5);
    assertThat(accuracy.firstStep().naiveMae()).isEqualTo(1);
    assertThat(accuracy.allSteps().count()).isEqualTo(5);
  }

  @Test
  void loop_thatIsBehind_tellsItsLag() {
    bench.assign(FIRST);
    bench.health.brokerReachable(true, "polling");
    bench.consumer.setMaxPollRecords(2);
    bench.pollTogether(() -> ticks("a", 0, 10));

    assertThat(bench.registry.get("foretick.consumer.lag").gauge().value()).isEqualTo(8);
    bench.turn(5);
    assertThat(bench.registry.get("foretick.consumer.lag").gauge().value()).isZero();
    assertThat(bench.forecasts()).hasSize(10);
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
