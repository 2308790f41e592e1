package dev.foretick.stream.consume;

import dev.foretick.common.bars.BarCalendar;
import dev.foretick.stream.state.SeriesStore;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says when the wall clock may close bars, and up to which moment. The loop's thread owns it.
 *
 * <p>Only in partitions whose ticks have all been read: the broker is asked where they end, as what
 * the consumer knows of it may be of a time before the broker was away. And only while time goes on
 * as usual: after a pause of the loop, or when partitions have become live, ticks get a moment to
 * come that were held up as well.
 */
final class BarClock {
  private static final Logger log = LoggerFactory.getLogger(BarClock.class);

  private static final long NANOS_PER_MILLI = 1_000_000;

  /** What counts as a pause, and how long the clock rests after one. */
  private static final long PAUSE_MILLIS = 1_000;

  /** Between two questions to the broker. */
  private static final long ASK_MILLIS = 50;

  private static final Duration ANSWER = Duration.ofMillis(300);

  private final Consumer<byte[], byte[]> consumer;
  private final SeriesStore store;
  private final Clock clock;
  private final long waitNanos;
  private Set<TopicPartition> live = Set.of();
  private long lastMillis = Long.MIN_VALUE;
  private long restUntilMillis;
  private long nextAskMillis;

  /**
   * Prepares the clock of one loop.
   *
   * @param wait how long after its end a bar stays open
   */
  BarClock(Consumer<byte[], byte[]> consumer, SeriesStore store, Clock clock, Duration wait) {
    this.consumer = consumer;
    this.store = store;
    this.clock = clock;
    this.waitNanos = wait.toNanos();
  }

  /** All bars that end at or before this moment are due, in epoch nanoseconds. */
  long moment() {
    return Math.multiplyExact(clock.millis(), NANOS_PER_MILLI) - waitNanos;
  }

  /**
   * The partitions with bars that are due and may be closed, each with the offset up to which it is
   * read.
   *
   * @param nowLive the partitions whose records are answered
   */
  Map<TopicPartition, Long> closable(Set<TopicPartition> nowLive) {
    long now = clock.millis();
    boolean isUsual = nowLive.equals(live) && now >= lastMillis && now - lastMillis <= PAUSE_MILLIS;
    live = nowLive;
    lastMillis = now;
    if (!isUsual) {
      restUntilMillis = now + PAUSE_MILLIS;
    }
    if (now < restUntilMillis || now < nextAskMillis || untilDue() > 0) {
      return Map.of();
    }
    nextAskMillis = now + ASK_MILLIS;
    return ask(now);
  }

  /** How long a poll may wait at most, so that bars are closed in time. */
  Duration until(Duration otherwise) {
    long now = clock.millis();
    long millis = Math.max(untilDue(), Math.max(restUntilMillis, nextAskMillis) - now);
    return millis < otherwise.toMillis() ? Duration.ofMillis(Math.max(1, millis)) : otherwise;
  }

  private Map<TopicPartition, Long> ask(long now) {
    long moment = moment();
    Map<TopicPartition, Long> closable = new HashMap<>();
    for (TopicPartition partition : live) {
      if (store.dueAt(partition.partition()) <= moment
          && consumer.currentLag(partition).orElse(1) == 0) {
        closable.put(partition, consumer.position(partition));
      }
    }
    if (closable.isEmpty()) {
      return closable;
    }
    try {
      Map<TopicPartition, Long> ends = consumer.endOffsets(closable.keySet(), ANSWER);
      closable
          .entrySet()
          .removeIf(entry -> ends.getOrDefault(entry.getKey(), Long.MAX_VALUE) > entry.getValue());
      return closable;
    } catch (TimeoutException e) {
      log.warn("No bars are closed while the broker does not answer: {}", e.getMessage());
      restUntilMillis = now + PAUSE_MILLIS;
      return Map.of();
    }
  }

  /** Milliseconds until the first bar is due; 0 if it is. */
  private long untilDue() {
    long first = BarCalendar.NEVER;
    for (TopicPartition partition : live) {
      first = Math.min(first, store.dueAt(partition.partition()));
    }
    if (first == BarCalendar.NEVER) {
      return Long.MAX_VALUE;
    }
    long left = first - moment();
    return left <= 0 ? 0 : -Math.floorDiv(-left, NANOS_PER_MILLI);
  }
}
