package dev.foretick.stream.publish;

import dev.foretick.stream.http.LoopHealth;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits offsets while the loop goes on. One commit is under way at a time, and they keep a
 * distance, for small batches would cause hundreds a second; what becomes due in the meantime goes
 * with the next. The loop's thread owns it; Kafka calls back within {@code poll}.
 */
final class OffsetCommits {
  private static final Logger log = LoggerFactory.getLogger(OffsetCommits.class);

  private final Consumer<byte[], byte[]> consumer;
  private final LoopHealth health;

  /** What is to be committed next. */
  private final Map<TopicPartition, OffsetAndMetadata> due = new HashMap<>();

  /**
   * What was last handed to a commit: the answer to an earlier one must not bring its offset back.
   */
  private final Map<TopicPartition, OffsetAndMetadata> handedOver = new HashMap<>();

  private final long intervalNanos;
  private long lastNanos;
  private boolean underWay;
  private @Nullable KafkaException fatal;
  private final java.util.function.Consumer<Map<TopicPartition, OffsetAndMetadata>> committed;

  /**
   * Commits for one loop.
   *
   * @param interval between two commits at the least
   * @param committed is told what the broker has
   */
  OffsetCommits(
      Consumer<byte[], byte[]> consumer,
      LoopHealth health,
      Duration interval,
      java.util.function.Consumer<Map<TopicPartition, OffsetAndMetadata>> committed) {
    this.consumer = consumer;
    this.health = health;
    this.intervalNanos = interval.toNanos();
    this.lastNanos = System.nanoTime() - intervalNanos;
    this.committed = committed;
  }

  void add(Map<TopicPartition, OffsetAndMetadata> offsets) {
    due.putAll(offsets);
  }

  void forget(Collection<TopicPartition> partitions) {
    due.keySet().removeAll(partitions);
    handedOver.keySet().removeAll(partitions);
  }

  /** Whether nothing is due and no commit is under way. */
  boolean isIdle() {
    return due.isEmpty() && !underWay;
  }

  /** Commits what is due, unless a commit is under way already or has just been. */
  void commit() {
    if (fatal != null) {
      throw fatal;
    }
    long now = System.nanoTime();
    if (due.isEmpty() || underWay || now - lastNanos < intervalNanos) {
      return;
    }
    due.keySet().retainAll(consumer.assignment());
    if (due.isEmpty()) {
      return;
    }
    lastNanos = now;
    Map<TopicPartition, OffsetAndMetadata> offsets = handOver();
    underWay = true;
    consumer.commitAsync(
        offsets,
        (committed, reason) -> {
          underWay = false;
          ended(offsets, reason);
        });
  }

  /**
   * Commits what is due, and returns when the broker has it or has refused it.
   *
   * @param limit how long it waits for the broker
   */
  void commitNow(Duration limit) {
    due.keySet().retainAll(consumer.assignment());
    if (due.isEmpty()) {
      return;
    }
    Map<TopicPartition, OffsetAndMetadata> offsets = handOver();
    try {
      consumer.commitSync(offsets, limit);
      ended(offsets, null);
    } catch (KafkaException e) {
      ended(offsets, e);
      if (fatal != null) {
        throw fatal;
      }
    }
  }

  private Map<TopicPartition, OffsetAndMetadata> handOver() {
    Map<TopicPartition, OffsetAndMetadata> offsets = Map.copyOf(due);
    due.clear();
    handedOver.putAll(offsets);
    return offsets;
  }

  private void comeAgain(Map<TopicPartition, OffsetAndMetadata> offsets) {
    offsets.forEach(
        (partition, offset) -> {
          if (offset.equals(handedOver.get(partition))) {
            due.putIfAbsent(partition, offset);
          }
        });
  }

  private void ended(Map<TopicPartition, OffsetAndMetadata> offsets, @Nullable Exception reason) {
    if (reason == null) {
      health.delivering(true, "");
      committed.accept(offsets);
    } else if (reason instanceof CommitFailedException) {
      // Another member has the partitions now and answers from the last commit.
      log.warn("The group went on without this member: {}", reason.getMessage());
    } else if (reason instanceof RebalanceInProgressException) {
      // The broker is there; the next poll joins the group again.
      log.info("The group is rebalancing, committing with the next batch: {}", reason.getMessage());
      comeAgain(offsets);
    } else if (reason instanceof RetriableException) {
      health.delivering(false, reason.toString());
      log.warn(
          "Offsets are not committed, trying again with the next batch: {}", reason.toString());
      comeAgain(offsets);
    } else {
      fatal = new KafkaException("offsets: " + reason.getMessage(), reason);
    }
  }
}
