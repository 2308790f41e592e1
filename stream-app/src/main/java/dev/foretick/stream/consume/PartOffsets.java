package dev.foretick.stream.consume;

import dev.foretick.stream.state.Arrivals;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far a part of a poll reaches in each partition, but for what was only replayed. */
final class PartOffsets {
  private final AssignedPartitions partitions;

  PartOffsets(AssignedPartitions partitions) {
    this.partitions = partitions;
  }

  /**
   * The next offsets behind everything before a row.
   *
   * @param row of the first observation that is left; as many as there are if none is
   */
  Map<TopicPartition, OffsetAndMetadata> before(
      int row, Arrivals arrivals, ConsumerRecords<byte[], byte[]> records) {
    Map<TopicPartition, OffsetAndMetadata> reached =
        row == arrivals.size()
            ? records.nextOffsets()
            : before(arrivals.partition(row), arrivals.offset(row), records);
    Map<TopicPartition, OffsetAndMetadata> live = new HashMap<>();
    reached.forEach(
        (partition, next) -> {
          if (next.offset() > partitions.liveOffset(partition)) {
            live.put(partition, next);
          }
        });
    return live;
  }

  /** Partitions come one after the other, each as a whole. */
  private static Map<TopicPartition, OffsetAndMetadata> before(
      int left, long offset, ConsumerRecords<byte[], byte[]> records) {
    Map<TopicPartition, OffsetAndMetadata> reached = new HashMap<>();
    for (TopicPartition partition : records.partitions()) {
      if (partition.partition() == left) {
        reached.put(partition, new OffsetAndMetadata(offset));
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
