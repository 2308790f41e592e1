package dev.foretick.stream.consume;

import dev.foretick.stream.metrics.LoopMetrics;
import dev.foretick.stream.publish.Delivery;
import dev.foretick.stream.state.SeriesStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where this member stands in each of its partitions. The loop's thread owns it; Kafka calls the
 * listener within {@code poll}.
 */
final class AssignedPartitions implements ConsumerRebalanceListener {
  /*
   *             onPartitionsAssigned          rewindNew                      position reaches the live offset
   *  (nobody's) ───────────────────▶ NEW ───────────────▶ RESTORING ────────────────────────────────────────▶ LIVE
   *       ▲                         paused          re-applies, publishes nothing                   answers    │
   *       └───────────────────────────────── onPartitionsRevoked, onPartitionsLost ◀──────────────────────────┘
   *
   * A new partition is paused until the broker has said where to rewind to. Asking outside of the listener means that a
   * broker that does not answer is tried again by the loop, like everything else.
   */
  private static final Logger log = LoggerFactory.getLogger(AssignedPartitions.class);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);

  private final Consumer<byte[], byte[]> consumer;
  private final Delivery delivery;
  private final SeriesStore store;
  private final int maxReplayRecords;
  private final boolean fromEnd;
  private final LoopMetrics metrics;
  private final Clock clock;
  private final Map<TopicPartition, Long> fresh = new LinkedHashMap<>();
  private final Map<TopicPartition, Restore> restoring = new HashMap<>();
  private final Map<TopicPartition, Long> liveOffsets = new HashMap<>();

  private boolean joined;

  private record Restore(long liveOffset, long sinceMillis) {}

  AssignedPartitions(LoopParts parts) {
    this.consumer = parts.consumer();
    this.delivery = parts.delivery();
    this.store = parts.store();
    this.maxReplayRecords = parts.maxReplayRecords();
    this.fromEnd = parts.fromEnd();
    this.metrics = parts.metrics();
    this.clock = parts.clock();
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    joined = true;
    consumer.pause(partitions);
    for (TopicPartition partition : partitions) {
      store.assign(partition.partition());
      fresh.put(partition, clock.millis());
    }
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    delivery.settle();
    forget(partitions);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    forget(partitions);
  }

  private void forget(Collection<TopicPartition> partitions) {
    delivery.forget(partitions);
    for (TopicPartition partition : partitions) {
      store.drop(partition.partition());
      fresh.remove(partition);
      restoring.remove(partition);
      liveOffsets.remove(partition);
    }
  }

  /** Sends each new partition back to where its windows can be rebuilt from. */
  void rewindNew() {
    if (fresh.isEmpty()) {
      return;
    }
    Set<TopicPartition> partitions = Set.copyOf(fresh.keySet());
    Map<TopicPartition, OffsetAndMetadata> committed =
        consumer.committed(partitions, ANSWER_TIMEOUT);
    Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions, ANSWER_TIMEOUT);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, ANSWER_TIMEOUT);
    for (TopicPartition partition : partitions) {
      long beginning = beginnings.getOrDefault(partition, 0L);
      long end = ends.getOrDefault(partition, beginning);
      rewind(partition, liveOffset(partition, committed.get(partition), beginning, end), beginning);
    }
  }

  /** Notes which partitions have caught up with their live offset. */
  void finishRestored() {
    for (TopicPartition partition : List.copyOf(restoring.keySet())) {
      Restore restore = restoring.get(partition);
      if (restore != null && consumer.position(partition) >= restore.liveOffset()) {
        restoring.remove(partition);
        metrics.restored(Duration.ofMillis(clock.millis() - restore.sinceMillis()));
        log.info("{} is live at offset {}", partition, restore.liveOffset());
      }
    }
  }

  /**
   * The first offset of a partition that is to be answered: a record before it was answered earlier
   * and only rebuilds its window.
   */
  long liveOffset(TopicPartition partition) {
    return liveOffsets.getOrDefault(partition, 0L);
  }

  /** Whether the group has said which partitions are this member's, if any. */
  boolean hasJoined() {
    return joined;
  }

  /** How many partitions are not live yet. */
  int restoringCount() {
    return fresh.size() + restoring.size();
  }

  private long liveOffset(
      TopicPartition partition, @Nullable OffsetAndMetadata committed, long beginning, long end) {
    if (committed == null) {
      return consumer.position(partition, ANSWER_TIMEOUT);
    } else if (committed.offset() > end) {
      log.warn(
          "{} ends at {}, before the committed offset {}: was the topic made anew?",
          partition,
          end,
          committed.offset());
      return fromEnd ? end : beginning;
    }
    return Math.max(committed.offset(), beginning);
  }

  private void rewind(TopicPartition partition, long liveOffset, long beginning) {
    long start = Math.max(beginning, liveOffset - maxReplayRecords);
    consumer.seek(partition, start);
    // At once, for the broker may not answer for the next partition.
    consumer.resume(Set.of(partition));
    liveOffsets.put(partition, liveOffset);
    Long since = fresh.remove(partition);
    long sinceMillis = since == null ? clock.millis() : since;
    if (start < liveOffset) {
      restoring.put(partition, new Restore(liveOffset, sinceMillis));
      log.info("{} rebuilds its windows from {} records", partition, liveOffset - start);
    } else {
      metrics.restored(Duration.ofMillis(clock.millis() - sinceMillis));
    }
  }
}
