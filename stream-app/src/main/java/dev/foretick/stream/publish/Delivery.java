package dev.foretick.stream.publish;

import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How what a batch says and how far the batch reached come to Kafka together. The loop sends any
 * number of messages and then commits; it does not know what a commit is made of. The loop's thread
 * owns it.
 */
public interface Delivery extends AutoCloseable {
  /** Hands a message over. It may arrive at any time until {@link #commit} returns. */
  void send(Message message);

  /**
   * Ends a batch: every message sent since the last commit is acknowledged, and then the offsets
   * are committed. Waits and tries again for as long as Kafka is away.
   *
   * @param offsets the next offset of each partition that the batch had records of
   * @throws DeliveryStoppedException if the loop is told to stop before the messages are through
   */
  void commit(Map<TopicPartition, OffsetAndMetadata> offsets);

  /**
   * Drops what is left to commit of partitions that are this member's no more: should they come
   * back, another member may have gone further in the meantime.
   */
  void forget(Collection<TopicPartition> partitions);

  /** Gives up on what is not acknowledged. */
  @Override
  void close();
}
