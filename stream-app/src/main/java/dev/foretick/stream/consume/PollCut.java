package dev.foretick.stream.consume;

import dev.foretick.stream.state.Arrivals;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a part of a poll ends, in offsets. A poll has its partitions one after the other, each as a
 * whole, so that some are through, one is cut and the rest is untouched. The loop's thread owns it.
 */
final class PollCut {
  private final Consumer<byte[], byte[]> consumer;
  private final AssignedPartitions partitions;

  PollCut(Consumer<byte[], byte[]> consumer, AssignedPartitions partitions) {
    this.consumer = consumer;
    this.partitions = partitions;
  }

  /**
   * How far everything before a row reaches in each partition, but for what was only replayed.
   *
   * @param row of the first observation that is left; as many as there are if none is
   */
  Map<TopicPartition, OffsetAndMetadata> reached(
      int row, Arrivals arrivals, ConsumerRecords<byte[], byte[]> records) {
    Map<TopicPartition, OffsetAndMetadata> all =
        row == arrivals.size() ? records.nextOffsets() : upTo(row, arrivals, records);
    Map<TopicPartition, OffsetAndMetadata> live = new HashMap<>();
    all.forEach(
        (partition, next) -> {
          if (next.offset() > partitions.liveOffset(partition)) {
            live.put(partition, next);
          }
        });
    return live;
  }

  /** Lets the next poll begin with an observation of this one. */
  void readAgain(int row, Arrivals arrivals, ConsumerRecords<byte[], byte[]> records) {
    boolean isBehind = false;
    for (TopicPartition partition : records.partitions()) {
      if (partition.partition() == arrivals.partition(row)) {
        consumer.seek(partition, arrivals.offset(row));
        isBehind = true;
      } else if (isBehind) {
        consumer.seek(partition, records.records(partition).get(0).offset());
      }
    }
  }

  private static Map<TopicPartition, OffsetAndMetadata> upTo(
      int row, Arrivals arrivals, ConsumerRecords<byte[], byte[]> records) {
    Map<TopicPartition, OffsetAndMetadata> reached = new HashMap<>();
    for (TopicPartition partition : records.partitions()) {
      if (partition.partition() == arrivals.partition(row)) {
        reached.put(partition, new OffsetAndMetadata(arrivals.offset(row)));
        break;
      }
      OffsetAndMetadata whole = records.nextOffsets().get(partition);
      if (whole != null) {
        reached.put(partition, whole);
      }
    }
    return reached;
  }
}
