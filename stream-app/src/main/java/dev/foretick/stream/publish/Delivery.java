package dev.foretick.stream.publish;

import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * How what a batch says and how far the batch reached come to Kafka together. The loop sends any
 * number of messages and then commits; it does not know what a commit is made of. The loop's thread
 * owns it.
 */
public interface Delivery extends AutoCloseable {
  /**
   * Makes ready what is not, before a batch is read.
   *
   * @throws org.apache.kafka.common.errors.RetriableException if Kafka does not answer; nothing is
   *     lost then
   */
  void open();

  /**
   * Hands a message over.
   *
   * @param recordTimestamp of the record that caused it, which the receipt tells
   */
  void send(ProducerRecord<byte[], byte[]> record, Receipt receipt, long recordTimestamp);

  /** Hands a message over, and another in its place if the broker takes none of its size. */
  void sendOrReplace(
      ProducerRecord<byte[], byte[]> record, ProducerRecord<byte[], byte[]> whenTooLarge);

  /**
   * Ends a batch: once every message sent since the last commit is acknowledged, the offsets are
   * committed, together with from where a restart has to read again. That may be after this call;
   * batches are committed in order, and only a few are under way at once. Snapshots that are due
   * are sent as well.
   *
   * @param offsets the next offset of each partition that the batch had records of
   * @param snapshots of the windows as they are behind the batch
   * @throws DeliveryStoppedException if the loop is told to stop while Kafka is away
   * @throws DeliveryAbortedException if the batch is not committed and has to be read again
   */
  void commit(Map<TopicPartition, OffsetAndMetadata> offsets, Snapshots snapshots);

  /**
   * Waits, for a while, until all batches are committed.
   *
   * @throws DeliveryStoppedException if the loop is told to stop while Kafka is away
   */
  void settle();

  /**
   * Drops what is left to commit of partitions that are this member's no more: should they come
   * back, another member may have gone further in the meantime.
   */
  void forget(Collection<TopicPartition> partitions);

  /** Gives up on what is not acknowledged. */
  @Override
  void close();
}
