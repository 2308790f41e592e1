package dev.foretick.stream.consume;

import dev.foretick.stream.metrics.LoopMetrics;
import dev.foretick.stream.state.Restored;
import dev.foretick.stream.state.SeriesStore;
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
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the windows of new partitions back from the topic that they were written to, a little at a
 * time, so that the partitions that are live go on. The loop's thread owns it.
 */
final class SnapshotReader {
  private static final Logger log = LoggerFactory.getLogger(SnapshotReader.class);

  private final Consumer<byte[], byte[]> consumer;
  private final WindowLog windowLog;
  private final String topic;
  private final SeriesStore store;
  private final LoopMetrics metrics;
  private final Map<Integer, Reading> readings = new LinkedHashMap<>();

  SnapshotReader(
      Consumer<byte[], byte[]> consumer,
      WindowLog windowLog,
      String topic,
      SeriesStore store,
      LoopMetrics metrics) {
    this.consumer = consumer;
    this.windowLog = windowLog;
    this.topic = topic;
    this.store = store;
    this.metrics = metrics;
  }

  /** What is being read of one partition. */
  private static final class Reading {
    private final long liveOffset;
    private CompletableFuture<Long> end;
    private final Map<Restored, Long> counts = new EnumMap<>(Restored.class);

    Reading(long liveOffset, CompletableFuture<Long> end) {
      this.liveOffset = liveOffset;
      this.end = end;
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
    readings.put(partition, new Reading(liveOffset, ask(partition)));
  }

  /** Reads a partition no more. */
  void stop(int partition) {
    if (readings.remove(partition) != null) {
      assign();
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
      left += reading == null ? 0 : Math.max(0, end(reading) - consumer.position(partition));
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
    }
    Map<Integer, Boolean> whole = new HashMap<>();
    for (int partition : List.copyOf(readings.keySet())) {
      Reading reading = readings.get(partition);
      if (reading != null && isThrough(partition, reading)) {
        readings.remove(partition);
        whole.put(partition, tell(partition, reading));
      }
    }
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
    added.forEach(partition -> consumer.seek(partition, 0));
  }

  /** Whether the end of a partition is known; if the broker did not say, it is asked again. */
  private boolean isKnown(int partition, Reading reading) {
    if (!reading.end.isDone()) {
      return false;
    }
    try {
      reading.end.join();
      return true;
    } catch (CompletionException e) {
      if (!(e.getCause() instanceof RetriableException)) {
        throw new KafkaException(
            "topics.windows: %s: %s".formatted(topic, String.valueOf(e.getCause())), e.getCause());
      }
      log.warn("{}-{}: its end is not known, asking again: {}", topic, partition, e.getCause());
      reading.end = ask(partition);
      return false;
    }
  }

  private static long end(Reading reading) {
    return reading.end.join();
  }

  private boolean isThrough(int partition, Reading reading) {
    TopicPartition of = new TopicPartition(topic, partition);
    return consumer.assignment().contains(of) && consumer.position(of) >= end(reading);
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
