package dev.foretick.stream.app;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeProducersOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.internals.Topic;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the transaction that holds a group's offsets back and does not end. While there is one, the
 * broker does not say where the group goes on, and nobody but an operator can end it.
 */
final class HeldOffsets {
  private static final Logger log = LoggerFactory.getLogger(HeldOffsets.class);
  private static final int ANSWER_MILLIS = 2_000;

  private final Admin admin;
  private final String groupId;
  private final Duration patience;
  private final Clock clock;

  /**
   * Looks after one group.
   *
   * @param patience how long a transaction may last, at the least; the broker ends those of living
   *     and of dead processes before
   */
  HeldOffsets(Admin admin, String groupId, Duration patience, Clock clock) {
    this.admin = admin;
    this.groupId = groupId;
    this.patience = patience;
    this.clock = clock;
  }

  /** What holds the offsets back and how to end it; nothing while all is well or not to be seen. */
  Optional<String> complaint() throws InterruptedException {
    try {
      TopicPartition offsets =
          new TopicPartition(
              Topic.GROUP_METADATA_TOPIC_NAME,
              Utils.abs(groupId.hashCode()) % partitions(Topic.GROUP_METADATA_TOPIC_NAME));
      return admin
          .describeProducers(
              List.of(offsets), new DescribeProducersOptions().timeoutMs(ANSWER_MILLIS))
          .partitionResult(offsets)
          .get()
          .activeProducers()
          .stream()
          .filter(this::isHolding)
          .findFirst()
          .map(producer -> complaint(offsets, producer));
    } catch (ExecutionException e) {
      // Not every user may see that topic, and the broker may be away.
      log.debug("Open transactions cannot be seen", e.getCause());
      return Optional.empty();
    }
  }

  private boolean isHolding(ProducerState producer) {
    return producer.currentTransactionStartOffset().isPresent()
        && clock.millis() - producer.lastTimestamp() > patience.toMillis();
  }

  private String complaint(TopicPartition offsets, ProducerState producer) {
    return ("The offsets of the group %s are held back by a transaction of %s that did not end"
            + " (expected: its end within %d s). kafka-transactions.sh abort --topic %s --partition"
            + " %d --start-offset %d ends it; docs/failures.md says what that means")
        .formatted(
            groupId,
            Instant.ofEpochMilli(producer.lastTimestamp()),
            patience.toSeconds(),
            offsets.topic(),
            offsets.partition(),
            producer.currentTransactionStartOffset().orElseThrow());
  }

  private int partitions(String topic) throws ExecutionException, InterruptedException {
    return admin
        .describeTopics(List.of(topic), new DescribeTopicsOptions().timeoutMs(ANSWER_MILLIS))
        .allTopicNames()
        .get()
        .values()
        .stream()
        .mapToInt(description -> description.partitions().size())
        .sum();
  }
}
