package dev.foretick.stream.consume;

import static dev.foretick.stream.consume.LoopBench.FIRST;
import static dev.foretick.stream.consume.LoopBench.WINDOWS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.common.series.ForecastStatus;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RestoreTest {
  private static final TopicPartition WINDOWS_0 = new TopicPartition(WINDOWS, 0);

  @Test
  void windows_areReadBack_andOnlyWhatTheyDoNotShowIsReadAgain() {
    LoopBench before = new LoopBench(new LoopSetup().maxReplayRecords(4));
    before.assign(FIRST);
    ticks(before, "quiet", 0, 3);
    ticks(before, "busy", 0, 9);
    before.turn(14);
    OffsetAndMetadata committed =
        Objects.requireNonNull(before.consumer.committed(Set.of(FIRST)).get(FIRST));
    assertThat(committed.metadata()).startsWith("replay-from=");
    assertThat(before.sent(WINDOWS)).isNotEmpty();

    LoopBench after = new LoopBench(new LoopSetup().maxReplayRecords(4));
    hand(before.sent(WINDOWS), after);
    after.consumer.commitSync(Map.of(FIRST, committed));
    after.consumer.updateEndOffsets(Map.of(FIRST, 12L));
    after.assign(FIRST);
    after.turn(1);
    long from = after.consumer.position(FIRST);
    assertThat(from).isBetween(8L, 12L);
    assertThat(after.count("foretick.state.snapshots.read")).isEqualTo(before.sent(WINDOWS).size());
    after.skip(FIRST, from);
    ticks(after, "busy", (int) from - 3, 9);
    after.tick(FIRST, "quiet", 3, 3);
    after.turn(12);

    assertThat(after.count("foretick.state.replayed")).isEqualTo(12.0 - from);
    assertThat(after.forecasts()).hasSize(1);
    assertThat(after.forecasts().get(0).status()).isEqualTo(ForecastStatus.OK);
    assertThat(after.forecasts().get(0).source().offset()).isEqualTo(12);
    assertThat(after.forecasts().get(0).steps().get(0).yhat()).isEqualTo(2.5f + 1);
  }

  @Test
  void forecastsThatWait_areScoredOnceAcrossARestart() {
    LoopBench before = new LoopBench(new LoopSetup());
    before.assign(FIRST);
    ticks(before, "a", 0, 5);
    before.turn(6);
    long scored = scored(before);

    LoopBench after = new LoopBench(new LoopSetup());
    after.consumer.commitSync(Map.of(FIRST, new OffsetAndMetadata(5)));
    after.consumer.updateEndOffsets(Map.of(FIRST, 5L));
    after.assign(FIRST);
    ticks(after, "a", 0, 8);
    after.turn(10);

    LoopBench undisturbed = new LoopBench(new LoopSetup());
    undisturbed.assign(FIRST);
    ticks(undisturbed, "a", 0, 8);
    undisturbed.turn(9);
    assertThat(scored + scored(after)).isEqualTo(scored(undisturbed));
  }

  @Test
  void groupThatStartsAtTheEnd_commitsWhereItStarted() {
    LoopBench bench = new LoopBench(new LoopSetup().maxReplayRecords(2).offsetReset("latest"));
    bench.consumer.updateEndOffsets(Map.of(FIRST, 40L));
    bench.assign(FIRST);
    bench.turn(1);
    assertThat(bench.consumer.position(FIRST)).isEqualTo(38);
    bench.skip(FIRST, 38);
    ticks(bench, "a", 0, 2);
    bench.turn(4);

    assertThat(bench.forecasts()).isEmpty();
    assertThat(bench.committed(FIRST)).containsEntry(FIRST, 40L);
  }

  @Test
  void recordsThatWereDeletedBeforeTheyWereRead_areNoEnd() {
    LoopBench bench = new LoopBench(new LoopSetup().maxReplayRecords(2).offsetReset("latest"));
    bench.consumer.commitSync(Map.of(FIRST, new OffsetAndMetadata(3)));
    bench.consumer.updateBeginningOffsets(Map.of(FIRST, 10L));
    bench.consumer.updateEndOffsets(Map.of(FIRST, 40L));
    bench.assign(FIRST);
    bench.turn(1);

    assertThat(bench.consumer.position(FIRST)).isEqualTo(10);
  }

  private static long scored(LoopBench bench) {
    return bench.parts.scorer().orElseThrow().accuracy().allSteps().count();
  }

  private static void hand(List<ProducerRecord<byte[], byte[]>> snapshots, LoopBench to) {
    to.windowsEnd = snapshots.size();
    to.windows.updateBeginningOffsets(Map.of(WINDOWS_0, 0L));
    to.windows.updateEndOffsets(Map.of(WINDOWS_0, (long) snapshots.size()));
    to.windows.schedulePollTask(
        () ->
            IntStream.range(0, snapshots.size())
                .forEach(
                    i ->
                        to.windows.addRecord(
                            new ConsumerRecord<>(
                                WINDOWS, 0, i, snapshots.get(i).key(), snapshots.get(i).value()))));
  }

  private static void ticks(LoopBench bench, String series, int from, int to) {
    IntStream.range(from, to).forEach(i -> bench.tick(FIRST, series, i, i));
  }
}
