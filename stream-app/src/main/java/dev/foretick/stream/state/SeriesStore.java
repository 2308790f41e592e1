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
  private final SnapshotFormat format;
  private final Map<Integer, PartitionState> partitions = new HashMap<>();
  private int size;

  /**
   * Makes an empty store.
   *
   * @param groups the group that the model puts a series in
   * @param calendar the channels that observations get beside those that they bring
   * @param contract says in words what the numbers of a window mean: only what was written down
   *     under the same one is read back
   */
  public SeriesStore(
      WindowSpec window,
      String contract,
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
    this.format = new SnapshotFormat(contract, window.channels(), scorer);
  }

  /**
   * The most bytes that a series is written down in.
   *
   * @param pendingLength the most bytes of its forecasts that wait to be scored
   */
  public static long maxSnapshotLength(WindowSpec window, long pendingLength) {
    return SnapshotFormat.maxLength(window, pendingLength);
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
      size -= dropped.series().size();
    }
  }

  /**
   * Gives an observation to its series, which is new if it was never seen or was forgotten. One
   * that comes late does not count as a sign of life: a series whose time once jumped far ahead
   * would otherwise be kept, and answer nothing, for as long as it goes on.
   *
   * @return the series, which the arrival then knows as well, or null if the series takes account
   *     of the record already or the observation is older than its newest
   */
  public @Nullable SeriesState append(Arrivals arrivals, int row) {
    PartitionState partition = partition(arrivals.partition(row));
    byte[] id = arrivals.id(row);
    int from = arrivals.idFrom(row);
    int length = arrivals.idLength(row);
    int hash = IdHash.of(id, from, length);
    SeriesState series = partition.series().find(id, from, length, hash);
    if (series == null) {
      series = newSeries(Arrays.copyOfRange(id, from, from + length), hash);
      makeRoom();
      partition.series().add(series);
      size++;
    } else if (arrivals.offset(row) <= series.through()
        || arrivals.time(row) < series.window().lastTime()) {
      return null;
    } else {
      partition.series().touch(series);
    }
    series.append(arrivals, row, calendar, values, clock.millis());
    partition.changed(series, arrivals.offset(row));
    arrivals.appended(row, series);
    return series;
  }

  /** Forgets every series that has been idle for too long. */
  public void evictIdle() {
    long limit = clock.millis() - idleTimeout.toMillis();
    for (PartitionState partition : partitions.values()) {
      SeriesState oldest = partition.series().oldest();
      while (oldest != null && oldest.touchedMillis() < limit) {
        partition.forget(oldest);
        size--;
        metrics.evictedIdle();
        oldest = partition.series().oldest();
      }
    }
  }

  /**
   * Writes down every series of a partition that changed before an offset and is not written down
   * since, and deletes what was written down of series that are forgotten.
   */
  public void writeChangedBefore(int partition, long offset, SnapshotSink sink) {
    partition(partition).writeChangedBefore(offset, format, sink);
  }

  /**
   * The first offset whose record has changed a series that is not written down since; the given
   * one if there is none before it.
   */
  public long firstUnwritten(int partition, long otherwise) {
    return partition(partition).firstUnwritten(otherwise);
  }

  /**
   * Takes in what was written down of a series, or forgets it if the snapshot is null.
   *
   * @param liveOffset a snapshot that takes account of a record from there on is of another history
   *     of the log
   */
  public Restored restore(int partition, byte[] key, byte @Nullable [] snapshot, long liveOffset) {
    PartitionState state = partition(partition);
    int hash = IdHash.of(key, 0, key.length);
    SeriesState present = state.series().find(key, 0, key.length, hash);
    if (snapshot == null) {
      if (present != null) {
        state.series().remove(present);
        size--;
      }
      return Restored.FORGOTTEN;
    }
    Optional<Long> through = format.through(snapshot);
    if (through.isEmpty()) {
      return Restored.MISFIT;
    } else if (through.get() >= liveOffset) {
      return Restored.AHEAD;
    } else if (present != null && present.through() > through.get()) {
      return Restored.OUTDATED;
    }
    SeriesState series = newSeries(key, hash);
    if (!format.read(snapshot, series)) {
      return Restored.MISFIT;
    }
    // A long outage is no idleness: each series gets some time to come back.
    long earliest = clock.millis() - idleTimeout.toMillis() / 2;
    series.touched(Math.max(series.touchedMillis(), earliest));
    if (present == null) {
      makeRoom();
      size++;
    }
    state.restored(series, present);
    return Restored.TAKEN;
  }

  /** Another model puts series in other groups: those that are there, and those to come. */
  public void regroup(ToIntFunction<SeriesId> newGroups) {
    groups = newGroups;
    for (PartitionState partition : partitions.values()) {
      for (SeriesState series = partition.series().oldest();
          series != null;
          series = series.newer) {
        series.regroup(newGroups.applyAsInt(idOf(series.key())));
      }
    }
  }

  /** How many series there are. */
  public int size() {
    return size;
  }

  /** How many series a partition has. */
  public int size(int partition) {
    return partition(partition).series().size();
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
    PartitionState holder = null;
    SeriesState longestIdle = null;
    for (PartitionState partition : partitions.values()) {
      SeriesState oldest = partition.series().oldest();
      if (oldest != null
          && (longestIdle == null || oldest.touchedMillis() < longestIdle.touchedMillis())) {
        holder = partition;
        longestIdle = oldest;
      }
    }
    if (holder != null && longestIdle != null) {
      holder.forget(longestIdle);
      size--;
      metrics.evictedByCap();
    }
  }

  private PartitionState partition(int number) {
    PartitionState partition = partitions.get(number);
    if (partition == null) {
      throw new IllegalStateException("partition %d is not assigned".formatted(number));
    }
    return partition;
  }
}
