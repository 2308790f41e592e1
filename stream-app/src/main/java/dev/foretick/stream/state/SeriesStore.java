package dev.foretick.stream.state;

import dev.foretick.common.series.SeriesId;
import dev.foretick.common.window.CalendarInputs;
import dev.foretick.common.window.SlidingWindow;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.stream.metrics.LoopMetrics;
import dev.foretick.stream.score.LiveScorer;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The windows of every series of the assigned partitions, in bounded memory: a series that is idle
 * for too long is forgotten, and so is the longest idle one when there are too many. The loop's
 * thread owns it.
 */
public final class SeriesStore {
  private final WindowSpec window;
  private final ToIntFunction<SeriesId> groups;
  private final CalendarInputs calendar;

  /** One value of each channel, filled anew for each observation. */
  private final float[] row;

  private final Duration idleTimeout;
  private final int maxSeries;
  private final Optional<LiveScorer> scorer;
  private final LoopMetrics metrics;
  private final Clock clock;
  private final Map<Integer, PartitionState> partitions = new HashMap<>();
  private int size;

  /**
   * Makes an empty store.
   *
   * @param groups the group that the model puts a series in
   * @param calendar the channels that observations get beside those that they bring
   */
  public SeriesStore(
      WindowSpec window,
      ToIntFunction<SeriesId> groups,
      CalendarInputs calendar,
      Duration idleTimeout,
      int maxSeries,
      Optional<LiveScorer> scorer,
      LoopMetrics metrics,
      Clock clock) {
    this.window = window;
    this.groups = groups;
    this.calendar = calendar;
    this.row = new float[window.channels()];
    this.idleTimeout = idleTimeout;
    this.maxSeries = maxSeries;
    this.scorer = scorer;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** Starts a partition without any series. */
  public void assign(int partition) {
    drop(partition);
    partitions.put(partition, new PartitionState());
  }

  /** Forgets a partition that another member takes over. */
  public void drop(int partition) {
    PartitionState dropped = partitions.remove(partition);
    if (dropped != null) {
      size -= dropped.size();
    }
  }

  /**
   * Gives an observation to its series, which is new if it was never seen or was forgotten. One
   * that comes late does not count as a sign of life: a series whose time once jumped far ahead
   * would otherwise be kept, and answer nothing, for as long as it goes on.
   *
   * @return the series, or null if the observation is older than its newest
   */
  public @Nullable SeriesState append(Arrival arrival) {
    PartitionState state = partitions.get(arrival.partition());
    if (state == null) {
      throw new IllegalStateException(
          "partition %d is not assigned".formatted(arrival.partition()));
    }
    SeriesId id = arrival.observation().series();
    SeriesState series = state.find(id);
    if (series == null) {
      series = newSeries(id);
      makeRoom();
      size++;
    } else if (arrival.epochNanos() < series.window().lastTime()) {
      return null;
    }
    series.append(arrival, calendar, row, clock.millis());
    state.putLast(series);
    return series;
  }

  /** Forgets every series that has been idle for too long. */
  public void evictIdle() {
    long limit = clock.millis() - idleTimeout.toMillis();
    for (PartitionState partition : partitions.values()) {
      while (partition.idleSince() < limit) {
        partition.forgetOldest();
        size--;
        metrics.evictedIdle();
      }
    }
  }

  /** How many series there are. */
  public int size() {
    return size;
  }

  private SeriesState newSeries(SeriesId id) {
    return new SeriesState(
        id,
        groups.applyAsInt(id),
        new SlidingWindow(window),
        scorer.map(LiveScorer::newSeries).orElse(null));
  }

  private void makeRoom() {
    if (size < maxSeries) {
      return;
    }
    partitions.values().stream()
        .filter(partition -> partition.size() > 0)
        .min(Comparator.comparingLong(PartitionState::idleSince))
        .ifPresent(
            partition -> {
              partition.forgetOldest();
              size--;
              metrics.evictedByCap();
            });
  }
}
