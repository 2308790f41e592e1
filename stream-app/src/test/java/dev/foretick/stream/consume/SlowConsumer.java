package dev.foretick.stream.consume;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** A consumer whose broker does not always answer. */
final class SlowConsumer extends MockConsumer<byte[], byte[]> {
  final Map<TopicPartition, Long> committedAtClose = new HashMap<>();
  boolean commitTimesOut;

  /** Answers as a consumer does that may not wait: with nothing. */
  boolean endsUnknown;

  /** What it says when it is asked for what the group has committed, and how often it was asked. */
  Optional<RuntimeException> unlocated = Optional.empty();

  int located;

  /**
   * What a transaction that somebody left open keeps from being known, and the time spent on it.
   */
  final Set<TopicPartition> unsettled = new HashSet<>();

  Duration waited = Duration.ZERO;

  SlowConsumer() {
    super("earliest");
  }

  @Override
  public synchronized Map<TopicPartition, Long> endOffsets(
      Collection<TopicPartition> partitions, Duration timeout) {
    return endsUnknown ? Map.of() : super.endOffsets(partitions, timeout);
  }

  @Override
  public synchronized void close(CloseOptions options) {
    committed(assignment())
        .forEach((partition, offset) -> committedAtClose.put(partition, offset.offset()));
    super.close(options);
  }

  @Override
  public synchronized Map<TopicPartition, OffsetAndMetadata> committed(
      Set<TopicPartition> partitions, Duration timeout) {
    located++;
    unlocated.ifPresent(
        reason -> {
          throw reason;
        });
    if (!Collections.disjoint(partitions, unsettled)) {
      waited = waited.plus(timeout);
      throw new TimeoutException("not settled");
    }
    return super.committed(partitions, timeout);
  }

  @Override
  public synchronized void commitSync(
      Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
    if (commitTimesOut) {
      throw new TimeoutException("away");
    }
    super.commitSync(offsets, timeout);
  }

  @Override
  public synchronized void commitAsync(
      Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {
    if (commitTimesOut) {
      callback.onComplete(offsets, new RetriableCommitFailedException("away"));
    } else {
      super.commitAsync(offsets, callback);
    }
  }
}
