package dev.foretick.stream.consume;

import dev.foretick.stream.metrics.LoopMetrics;
import dev.foretick.stream.state.Restored;
import dev.foretick.stream.state.SeriesStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ReassignmentInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the windows of new partitions back from the topic that they were written to, a little at a
 * time, so that the partitions that are live go on. The loop's thread owns it.
 */
final class SnapshotReader {
  private static final Logger log = LoggerFactory.getLogger(SnapshotReader.class);

  /** After the first failure of a partition in a row; those after it double it, up to 5 s. */
  private static final Duration PAUSE = Duration.ofMillis(100);

  /** Longer than anything takes that ends by itself, but for a transaction left open. */
  private static final Duration STUCK = Duration.ofSeconds(5);

  private final Consumer<byte[], byte[]> consumer;
  private final WindowLog windowLog;
  private final String topic;
  private final SeriesStore store;
  private final LoopMetrics metrics;
  private final Clock clock;
  private final Map<Integer, Reading> readings = new LinkedHashMap<>();

  SnapshotReader(Restore restore, SeriesStore store, LoopMetrics metrics, Clock clock) {
    this.consumer = restore.consumer();
    this.windowLog = restore.windowLog();
    this.topic = restore.topic();
    this.store = store;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** What is being read of one partition. */
  private static final class Reading {
    private final long liveOffset;
    private final Retry retry;
    private final Map<Restored, Long> counts = new EnumMap<>(Restored.class);
    private CompletableFuture<Long> end;
    private boolean failed;
    private long position;
    private long movedMillis;

    Reading(long liveOffset, CompletableFuture<Long> end, Retry retry) {
      this.liveOffset = liveOffset;
      this.end = end;
      this.retry = retry;
    }

    boolean hasEnd() {
      return end.isDone() && !end.isCompletedExceptionally();
    }

    long count(Restored what) {
      return counts.getOrDefault(what, 0L);
    }
  }

  /**
   * Starts to read a partition, which has no series yet.
   *
   * @param liveOffset the first offset of the input that is to be answered
   */
  void begin(int partition, long liveOffset) {
    stop(partition);
    readings.put(partition, new Reading(liveOffset, ask(partition), new Retry(clock, PAUSE)));
  }

  /** Reads a partition no more, and throws nothing: it is called when the loop ends as well. */
  void stop(int partition) {
    readings.remove(partition);
    List<TopicPartition> others =
        consumer.assignment().stream().filter(of -> of.partition() != partition).toList();
    if (others.size() < consumer.assignment().size()) {
      consumer.assign(others);
    }
  }

  boolean isReading() {
    return !readings.isEmpty();
  }

  /** How many messages are left to read, as far as that is known. */
  long left() {
    long left = 0;
    for (TopicPartition partition : consumer.assignment()) {
      Reading reading = readings.get(partition.partition());
      if (reading != null && reading.hasEnd()) {
        left += Math.max(0, end(reading) - reading.position);
      }
    }
    return left;
  }

  /**
   * Reads on, and waits for so long at the most if there is nothing.
   *
   * @return the partitions whose windows are in, and whether all of their snapshots were fit to use
   */
  Map<Integer, Boolean> read(Duration timeout) {
    assign();
    if (!consumer.assignment().isEmpty()) {
      ConsumerRecords<byte[], byte[]> messages = consumer.poll(timeout);
      messages.forEach(this::restore);
      metrics.snapshotsRead(messages.count());
      consumer.assignment().forEach(this::follow);
    }
    Map<Integer, Boolean> whole = new HashMap<>();
    for (int partition : List.copyOf(readings.keySet())) {
      Reading reading = readings.get(partition);
      if (reading != null && isThrough(partition, reading)) {
        whole.put(partition, tell(partition, reading));
      }
    }
    // Should one of them come back, it is read from its beginning.
    whole.keySet().forEach(this::stop);
    return whole;
  }

  private CompletableFuture<Long> ask(int partition) {
    return windowLog.end(partition).toCompletableFuture();
  }

  /** Adds the partitions of which the end is known by now. */
  private void assign() {
    Collection<TopicPartition> before = consumer.assignment();
    List<TopicPartition> after =
        readings.entrySet().stream()
            .filter(entry -> isKnown(entry.getKey(), entry.getValue()))
            .map(entry -> new TopicPartition(topic, entry.getKey()))
            .toList();
    if (before.size() == after.size() && before.containsAll(after)) {
      return;
    }
    List<TopicPartition> added =
        after.stream().filter(partition -> !before.contains(partition)).toList();
    consumer.assign(after);
    for (TopicPartition partition : added) {
      Reading reading = reading(partition);
      reading.movedMillis = clock.millis();
      consumer.seek(partition, reading.position);
    }
  }

  /** Whether the end of a partition is known; if the broker did not say, it is asked again. */
  private boolean isKnown(int partition, Reading reading) {
    if (!reading.end.isDone()) {
      return false;
    }
    try {
      end(reading);
      reading.retry.succeeded();
      return true;
    } catch (CompletionException e) {
      unknown(partition, reading, e.getCause() == null ? e : e.getCause());
      return false;
    }
  }

  private void unknown(int partition, Reading reading, Throwable reason) {
    if (!isPassing(reason)) {
      throw new KafkaException(
          reason instanceof KafkaException && isNamed(reason)
              ? reason.getMessage()
              : "topics.windows: partition %d of %s cannot be read: %s (expected: a topic that this server may describe, read and write)"
                  .formatted(partition, topic, reason),
          reason);
    } else if (!reading.failed) {
      reading.failed = true;
      reading.retry.failed();
      if (reading.retry.isTelling()) {
        log.warn(
            "{}-{}: its end is not known, asking again: {}", topic, partition, reason.toString());
      }
    } else if (reading.retry.isDue()) {
      reading.failed = false;
      reading.end = ask(partition);
    }
  }

  /** Whether a failure is one of those that end by themselves, as a leader that moves is. */
  private static boolean isPassing(Throwable reason) {
    return reason instanceof RetriableException
        || reason instanceof ReassignmentInProgressException;
  }

  /** Whether the message says already which key of the configuration it is about. */
  private static boolean isNamed(Throwable reason) {
    return String.valueOf(reason.getMessage()).startsWith("topics.");
  }

  /**
   * Sees how far the reader is. One that does not get on may be waiting for an end that is gone
   * with messages that the topic has lost, so that the end is asked for once more.
   */
  private void follow(TopicPartition partition) {
    Reading reading = reading(partition);
    long now = clock.millis();
    try {
      long position = consumer.position(partition, Duration.ZERO);
      if (position != reading.position || now < reading.movedMillis) {
        reading.position = position;
        reading.movedMillis = now;
        return;
      }
    } catch (TimeoutException e) {
      // Where the reader stands is being looked up: its messages were deleted, or its leader moved.
    }
    if (reading.position < end(reading) && now - reading.movedMillis >= STUCK.toMillis()) {
      log.warn(
          "{}-{}: no message for {}, asking for its end again",
          topic,
          partition.partition(),
          STUCK);
      reading.end = ask(partition.partition());
    }
  }

  private Reading reading(TopicPartition partition) {
    Reading reading = readings.get(partition.partition());
    if (reading == null) {
      throw new IllegalStateException("%s is not read".formatted(partition));
    }
    return reading;
  }

  private static long end(Reading reading) {
    return reading.end.join();
  }

  private boolean isThrough(int partition, Reading reading) {
    TopicPartition of = new TopicPartition(topic, partition);
    return consumer.assignment().contains(of)
        && reading.hasEnd()
        && reading.position >= end(reading);
  }

  private void restore(ConsumerRecord<byte[], byte[]> message) {
    Reading reading = readings.get(message.partition());
    if (reading != null && message.key() != null) {
      Restored what =
          store.restore(message.partition(), message.key(), message.value(), reading.liveOffset);
      reading.counts.merge(what, 1L, Long::sum);
    }
  }

  private boolean tell(int partition, Reading reading) {
    long misfits = reading.count(Restored.MISFIT);
    long ahead = reading.count(Restored.AHEAD);
    if (misfits > 0) {
      log.warn(
          "{}-{}: {} snapshots are of another model's windows; their series start anew from the"
              + " records that are read again",
          topic,
          partition,
          misfits);
    }
    if (ahead > 0) {
      log.warn(
          "{}-{}: {} snapshots are ahead of offset {}, from which the group goes on: were its"
              + " offsets set back? They are not used",
          topic,
          partition,
          ahead,
          reading.liveOffset);
    }
    return misfits == 0 && ahead == 0;
  }
}
