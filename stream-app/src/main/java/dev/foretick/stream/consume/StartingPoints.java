package dev.foretick.stream.consume;

import dev.foretick.stream.publish.ReplayFrom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the broker where partitions go on. */
final class StartingPoints {
  private static final Logger log = LoggerFactory.getLogger(StartingPoints.class);

  private final Consumer<byte[], byte[]> consumer;
  private final OffsetReset reset;
  private final GroupStart start;
  private final int maxReplayRecords;
  private final Clock clock;

  StartingPoints(Consumer<byte[], byte[]> consumer, Restore restore, Clock clock) {
    this.consumer = consumer;
    this.reset = restore.reset();
    this.start = restore.start();
    this.maxReplayRecords = restore.maxReplayRecords();
    this.clock = clock;
  }

  /**
   * Where each partition goes on.
   *
   * @param timeout for all that is asked
   * @throws org.apache.kafka.common.errors.TimeoutException if the broker does not answer in time
   */
  Map<TopicPartition, StartingPoint> locate(Set<TopicPartition> partitions, Duration timeout) {
    Deadline deadline = new Deadline(clock.millis() + timeout.toMillis(), timeout);
    Map<TopicPartition, OffsetAndMetadata> committed =
        consumer.committed(partitions, left(deadline));
    Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions, left(deadline));
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, left(deadline));
    Map<TopicPartition, StartingPoint> points = new HashMap<>();
    for (TopicPartition partition : partitions) {
      long beginning = answered(partition, beginnings);
      long end = answered(partition, ends);
      OffsetAndMetadata last = committed.get(partition);
      points.put(
          partition,
          last == null
              ? begin(partition, beginning, end, deadline)
              : next(partition, last, beginning, end, deadline));
    }
    return points;
  }

  private StartingPoint begin(
      TopicPartition partition, long beginning, long end, Deadline deadline) {
    if (!start.isAdded(partition.partition())) {
      return first(partition, beginning, end, deadline);
    }
    if (reset.kind() != OffsetReset.Kind.EARLIEST) {
      log.info(
          "{} was added after the group had started: it is read from its beginning", partition);
    }
    return point(beginning, beginning, beginning, true);
  }

  private StartingPoint next(
      TopicPartition partition,
      OffsetAndMetadata committed,
      long beginning,
      long end,
      Deadline deadline) {
    if (committed.offset() > end) {
      log.warn(
          "{} ends at {}, before the committed offset {}: was the topic made anew?",
          partition,
          end,
          committed.offset());
      return first(partition, beginning, end, deadline);
    }
    if (committed.offset() < beginning) {
      log.warn(
          "{} starts at {}, behind the committed offset {}: {} records were deleted before they were read",
          partition,
          beginning,
          committed.offset(),
          beginning - committed.offset());
    }
    long live = Math.max(committed.offset(), beginning);
    long replayFrom = ReplayFrom.of(committed).orElse(live - maxReplayRecords);
    return point(live, Math.min(live, replayFrom), beginning, false);
  }

  private StartingPoint first(
      TopicPartition partition, long beginning, long end, Deadline deadline) {
    long live =
        switch (reset.kind()) {
          case EARLIEST -> beginning;
          case LATEST -> end;
          case BY_DURATION -> since(partition, end, deadline);
          case NONE -> throw new NoOffsetForPartitionException(partition);
        };
    return point(live, live - maxReplayRecords, beginning, true);
  }

  private StartingPoint point(long live, long replayFrom, long beginning, boolean isNew) {
    return new StartingPoint(
        live, Math.max(beginning, replayFrom), Math.max(beginning, live - maxReplayRecords), isNew);
  }

  private long since(TopicPartition partition, long end, Deadline deadline) {
    long from = clock.millis() - reset.duration().toMillis();
    @Nullable OffsetAndTimestamp found =
        consumer.offsetsForTimes(Map.of(partition, from), left(deadline)).get(partition);
    return found == null ? end : found.offset();
  }

  /** When all of the answers have to be there; no later, should the clock be set back. */
  private record Deadline(long atMillis, Duration longest) {}

  /**
   * Never nothing: a consumer that may not wait answers that it does not know, as if that were it.
   */
  private Duration left(Deadline deadline) {
    Duration left = Duration.ofMillis(deadline.atMillis() - clock.millis());
    if (left.isNegative() || left.isZero()) {
      throw new TimeoutException("no answer within " + deadline.longest());
    }
    return left.compareTo(deadline.longest()) < 0 ? left : deadline.longest();
  }

  private static long answered(TopicPartition partition, Map<TopicPartition, Long> offsets) {
    Long offset = offsets.get(partition);
    if (offset == null) {
      throw new TimeoutException("no offset of " + partition);
    }
    return offset;
  }
}
