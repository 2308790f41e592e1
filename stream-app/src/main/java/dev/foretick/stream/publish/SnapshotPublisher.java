package dev.foretick.stream.publish;

import dev.foretick.stream.metrics.LoopMetrics;
import dev.foretick.stream.state.SeriesStore;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Writes windows down as messages to a compacted topic, keyed by series, in the partition that the
 * records of the series are read from. The loop's thread owns it.
 */
public final class SnapshotPublisher implements Snapshots {
  /*
   * The windows that changed the longest ago go first, and no more of them than it takes to keep the records that a
   * restart reads again below the limit: each batch writes about as many as became due with it, so that there is never
   * a pause.
   */
  private final SeriesStore store;
  private final String topic;
  private final int maxReplayRecords;
  private final LoopMetrics metrics;

  /**
   * Publishes for one loop.
   *
   * @param maxReplayRecords how many records of a partition a restart may read again
   */
  public SnapshotPublisher(
      SeriesStore store, String topic, int maxReplayRecords, LoopMetrics metrics) {
    this.store = store;
    this.topic = topic;
    this.maxReplayRecords = maxReplayRecords;
    this.metrics = metrics;
  }

  @Override
  public int maxReplayRecords() {
    return maxReplayRecords;
  }

  @Override
  public void writeDue(TopicPartition partition, long next, long replay, Target target) {
    store.writeChangedBefore(
        partition.partition(),
        next - replay,
        (key, snapshot, changedAt) -> {
          metrics.snapshotWritten();
          target.accept(
              new ProducerRecord<>(topic, partition.partition(), key, snapshot), changedAt);
        });
  }

  @Override
  public long replayFrom(TopicPartition partition, OffsetAndMetadata next) {
    return store.firstUnwritten(partition.partition(), next.offset());
  }
}
