package dev.foretick.stream.publish;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Windows that never change. */
enum NoSnapshots implements Snapshots {
  INSTANCE;

  @Override
  public int maxReplayRecords() {
    return 0;
  }

  @Override
  public void writeDue(TopicPartition partition, long next, long replay, Target target) {}

  @Override
  public long replayFrom(TopicPartition partition, OffsetAndMetadata next) {
    return next.offset();
  }
}
