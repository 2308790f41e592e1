package dev.foretick.stream.state;

import dev.foretick.common.series.SeriesId;
import dev.foretick.common.window.CalendarInputs;
import dev.foretick.common.window.SlidingWindow;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.stream.metrics.LoopMetrics;
import dev.foretick.stream.score.LiveScorer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
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
  private ToIntFunction<SeriesId> groups;
  private final CalendarInputs calendar;

  /** One value of each channel, filled anew for each observation. */
  private final float[] values;

  private final Duration idleTimeout;
  private final int maxSeries;
  private final Optional<LiveScorer> scorer;
  private final LoopMetrics metrics;
  private final Clock clock;
  private final Map<Integer, SeriesTable> partitions = new HashMap<>();
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
    this.values = new float[window.channels()];
    this.idleTimeout = idleTimeout;
    this.maxSeries = maxSeries;
    this.scorer = scorer;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** Starts a partition without any series. */
  public void assign(int partition) {
    drop(partition);
    partitions.put(partition, new SeriesTable());
  }

  /** Forgets a partition that another member takes over. */
  public void drop(int partition) {
    SeriesTable dropped = partitions.remove(partition);
    if (dropped != null) {
      size -= dropped.size();
    }
  }

  /**
   * Gives an observation to its series, which is new if it was never seen or was forgotten. One
   * that comes late does not count as a sign of life: a series whose time once jumped far ahead
   * would otherwise be kept, and answer nothing, for as long as it goes on.
   *
   * @return the series, which the arrival then knows as well, or null if the observation is older
   *     than its newest
   */
  public @Nullable SeriesState append(Arrivals arrivals, int row) {
    SeriesTable table = partitions.get(arrivals.partition(row));
    if (table == null) {
      throw new IllegalStateException(
          "partition %d is not assigned".formatted(arrivals.partition(row)));
    }
    byte[] id = arrivals.id(row);
    int from = arrivals.idFrom(row);
    int length = arrivals.idLength(row);
    int hash = IdHash.of(id, from, length);
    SeriesState series = table.find(id, from, length, hash);
    if (series == null) {
      series = newSeries(Arrays.copyOfRange(id, from, from + length), hash);
      makeRoom();
      table.add(series);
      size++;
    } else if (arrivals.time(row) < series.window().lastTime()) {
      return null;
    } else {
      table.touch(series);
    }
    series.append(arrivals, row, calendar, values, clock.millis());
    arrivals.appended(row, series);
    return series;
  }

  /** Forgets every series that has been idle for too long. */
  public void evictIdle() {
    long limit = clock.millis() - idleTimeout.toMillis();
    for (SeriesTable table : partitions.values()) {
      SeriesState oldest = table.oldest();
      while (oldest != null && oldest.touchedMillis() < limit) {
        table.remove(oldest);
        size--;
        metrics.evictedIdle();
        oldest = table.oldest();
      }
    }
  }

  /** Another model puts series in other groups: those that are there, and those to come. */
  public void regroup(ToIntFunction<SeriesId> newGroups) {
    groups = newGroups;
    for (SeriesTable table : partitions.values()) {
      for (SeriesState series = table.oldest(); series != null; series = series.newer) {
        series.regroup(newGroups.applyAsInt(idOf(series.key())));
      }
    }
  }

  /** How many series there are. */
  public int size() {
    return size;
  }

  private SeriesState newSeries(byte[] key, int hash) {
    SeriesId id = idOf(key);
    return new SeriesState(
        key,
        hash,
        groups.applyAsInt(id),
        new SlidingWindow(window),
        scorer.map(live -> live.newSeries(id)).orElse(null));
  }

  private static SeriesId idOf(byte[] key) {
    return new SeriesId(new String(key, StandardCharsets.UTF_8));
  }

  private void makeRoom() {
    if (size < maxSeries) {
      return;
    }
    SeriesTable holder = null;
    SeriesState longestIdle = null;
    for (SeriesTable table : partitions.values()) {
      SeriesState oldest = table.oldest();
      if (oldest != null
          && (longestIdle == null || oldest.touchedMillis() < longestIdle.touchedMillis())) {
        holder = table;
        longestIdle = oldest;
      }
    }
    if (holder != null && longestIdle != null) {
      holder.remove(longestIdle);
      size--;
      metrics.evictedByCap();
    }
  }
}
