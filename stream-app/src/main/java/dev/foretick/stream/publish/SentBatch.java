package dev.foretick.stream.publish;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one batch and the offsets that may be committed once all of them have arrived.
 * The loop's thread owns it; the producer's thread only counts messages off.
 */
final class SentBatch {
  /** Used again from one batch to the next; the first {@link #count} are this batch's. */
  private final List<SentMessage> messages = new ArrayList<>();

  private final Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
  private final AtomicInteger awaited = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();
  private volatile @Nullable Thread waiting;
  private int count;

  /** A message of the batch, which is awaited from now on. */
  SentMessage next() {
    if (count == messages.size()) {
      messages.add(new SentMessage(this));
    }
    awaited.incrementAndGet();
    return messages.get(count++);
  }

  /** Awaits a message that has failed once more. */
  void again() {
    failed.decrementAndGet();
    awaited.incrementAndGet();
  }

  void reaches(TopicPartition partition, OffsetAndMetadata next) {
    offsets.put(partition, next);
  }

  Map<TopicPartition, OffsetAndMetadata> offsets() {
    return offsets;
  }

  void forget(Collection<TopicPartition> partitions) {
    offsets.keySet().removeAll(partitions);
  }

  boolean isEmpty() {
    return count == 0 && offsets.isEmpty();
  }

  /** Whether nothing is awaited any more: each message has arrived or failed. */
  boolean isDone() {
    return awaited.get() == 0;
  }

  /** Whether there are messages that have failed and are not sent again. */
  boolean hasFailed() {
    return failed.get() > 0;
  }

  /** The messages that have failed, in order, of a batch that {@link #isDone}. */
  List<SentMessage> failed() {
    return messages.subList(0, count).stream()
        .filter(message -> message.failure().isPresent())
        .toList();
  }

  /** Waits until it {@link #isDone}, or for so long; gives whether it is done. */
  boolean await(Duration limit) {
    long start = System.nanoTime();
    waiting = Thread.currentThread();
    long left = limit.toNanos();
    while (!isDone() && left > 0) {
      LockSupport.parkNanos(this, left);
      left = limit.toNanos() - (System.nanoTime() - start);
    }
    waiting = null;
    return isDone();
  }

  /** A message has arrived or failed. */
  void ended(boolean isFailure) {
    if (isFailure) {
      failed.incrementAndGet();
    }
    if (awaited.decrementAndGet() == 0) {
      LockSupport.unpark(waiting);
    }
  }

  /** Makes it ready for the next batch. */
  void clear() {
    for (int i = 0; i < count; i++) {
      messages.get(i).clear();
    }
    count = 0;
    offsets.clear();
  }
}
