package dev.foretick.stream.state;

import dev.foretick.stream.metrics.LoopMetrics;
import dev.foretick.stream.score.LiveScorer;
import dev.foretick.stream.score.PendingForecasts;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The series of the assigned partitions, in bounded number: one that is idle for too long is
 * forgotten, and so is the longest idle one when there are too many. Scoring hears of those that
 * come and go.
 */
final class BoundedSeries {
  private final Duration idleTimeout;
  private final int maxSeries;
  private final Optional<LiveScorer> scorer;
  private final LoopMetrics metrics;
  private final Clock clock;
  private final Map<Integer, PartitionState> partitions = new HashMap<>();
  private int size;

  BoundedSeries(
      Duration idleTimeout,
      int maxSeries,
      Optional<LiveScorer> scorer,
      LoopMetrics metrics,
      Clock clock) {
    this.idleTimeout = idleTimeout;
    this.maxSeries = maxSeries;
    this.scorer = scorer;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** Starts a partition without any series. */
  void assign(int partition) {
    clear(partition);
    partitions.put(partition, new PartitionState());
  }

  /** Forgets a partition that another member takes over. */
  void drop(int partition) {
    clear(partition);
    scorer.ifPresent(live -> live.left(partition));
  }

  PartitionState partition(int number) {
    PartitionState partition = partitions.get(number);
    if (partition == null) {
      throw new IllegalStateException("partition %d is not assigned".formatted(number));
    }
    return partition;
  }

  /** All that are assigned, as they are at any later time. */
  Collection<PartitionState> partitions() {
    return partitions.values();
  }

  /** How many series there are. */
  int size() {
    return size;
  }

  /** Takes in a series that was never seen, or was forgotten. */
  void begin(SeriesState series, int partition) {
    makeRoom();
    partition(partition).series().add(series);
    enter(series, partition);
    series.touched(clock.millis());
    size++;
  }

  /** Takes in a series as it was written down, in place of an older snapshot of it. */
  void restore(SeriesState series, @Nullable SeriesState older, int partition) {
    // A long outage is no idleness: each series gets some time to come back.
    long earliest = clock.millis() - idleTimeout.toMillis() / 2;
    series.touched(Math.max(series.touchedMillis(), earliest));
    if (older == null) {
      makeRoom();
      size++;
    }
    partition(partition).restored(series, older);
    enter(series, partition);
  }

  /** Takes out a series that turns out to have been forgotten. */
  void remove(SeriesState series, int partition) {
    partition(partition).remove(series);
    size--;
    PendingForecasts pending = series.pending();
    if (pending != null) {
      scorer.ifPresent(live -> live.withdrawn(pending, partition));
    }
  }

  /** Forgets every series that has been idle for too long. */
  void evictIdle() {
    long limit = clock.millis() - idleTimeout.toMillis();
    partitions.forEach(
        (number, partition) -> {
          SeriesState oldest = partition.series().oldest();
          while (oldest != null && oldest.touchedMillis() < limit) {
            forget(oldest, number);
            metrics.evictedIdle();
            oldest = partition.series().oldest();
          }
        });
  }

  private void makeRoom() {
    if (size < maxSeries) {
      return;
    }
    SeriesState longestIdle = null;
    int holder = 0;
    for (int partition : partitions.keySet()) {
      SeriesState oldest = partition(partition).series().oldest();
      if (oldest != null
          && (longestIdle == null || oldest.touchedMillis() < longestIdle.touchedMillis())) {
        longestIdle = oldest;
        holder = partition;
      }
    }
    if (longestIdle != null) {
      forget(longestIdle, holder);
      metrics.evictedByCap();
    }
  }

  private void forget(SeriesState series, int partition) {
    partition(partition).forget(series);
    size--;
    PendingForecasts pending = series.pending();
    if (pending != null) {
      scorer.ifPresent(live -> live.evicted(pending, partition));
    }
  }

  private void enter(SeriesState series, int partition) {
    PendingForecasts pending = series.pending();
    if (pending != null) {
      long newest = series.window().lastTime();
      scorer.ifPresent(live -> live.entered(pending, partition, newest));
    }
  }

  private void clear(int partition) {
    PartitionState dropped = partitions.remove(partition);
    if (dropped != null) {
      size -= dropped.series().size();
    }
  }
}
