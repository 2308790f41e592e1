package dev.foretick.stream.consume;

import dev.foretick.stream.state.Arrivals;
import dev.foretick.stream.state.BarKeeper;
import dev.foretick.stream.state.SeriesStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Closes the bars of series that send no more ticks. The loop's thread owns it. */
final class QuietBars {
  private final BarAppender bars;
  private final BarClock clock;
  private final AssignedPartitions partitions;

  QuietBars(LoopParts parts, BarKeeper keeper, BarAppender bars, AssignedPartitions partitions) {
    SeriesStore store = parts.store();
    Duration wait = Duration.ofNanos(keeper.graceNanos()).plus(parts.eventTime().closeDelay());
    this.bars = bars;
    this.clock = new BarClock(parts.consumer(), store, parts.clock(), wait);
    this.partitions = partitions;
  }

  /**
   * Closes what is due, and puts the windows into the batch.
   *
   * @return the offsets that the partitions of it stand at
   */
  Map<TopicPartition, OffsetAndMetadata> close() {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    clock
        .closable(partitions.live())
        .forEach((partition, offset) -> offsets.put(partition, new OffsetAndMetadata(offset)));
    if (!offsets.isEmpty()) {
      bars.clear();
      long moment = clock.moment();
      offsets.keySet().forEach(partition -> bars.closeUntil(partition.partition(), moment));
    }
    return offsets;
  }

  /** The bars that {@link #close} has closed. */
  Arrivals closed() {
    return bars.closed();
  }

  /** How long a poll may wait at most. */
  Duration until(Duration otherwise) {
    return clock.until(otherwise);
  }
}
