package dev.foretick.stream.publish;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** What is written down of windows, as a commit needs it. */
public interface Snapshots {
  /** How many records of a partition a restart may read again. */
  int maxReplayRecords();

  /**
   * Hands over the snapshots that are due.
   *
   * @param next the partition's next offset, behind the batch at hand
   * @param replay how many records before it may stay unwritten
   */
  void writeDue(TopicPartition partition, long next, long replay, Target target);

  /** The first offset that a restart at {@code next} has to read again. */
  long replayFrom(TopicPartition partition, OffsetAndMetadata next);

  /** Takes snapshots as messages. */
  @FunctionalInterface
  interface Target {
    /**
     * Takes one.
     *
     * @param changedAt the offset from which a restart would have to read without it
     */
    void accept(ProducerRecord<byte[], byte[]> snapshot, long changedAt);
  }
}
