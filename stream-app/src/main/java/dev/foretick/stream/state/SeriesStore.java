package dev.foretick.stream.state;

import dev.foretick.common.bars.BarCalendar;
import dev.foretick.common.series.SeriesId;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.stream.metrics.LoopMetrics;
import dev.foretick.stream.score.LiveScorer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The windows of every series of the assigned partitions, in {@linkplain BoundedSeries bounded}
 * memory. The loop's thread owns it.
 */
public final class SeriesStore {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final SeriesKeeper keeper;
  private ToIntFunction<SeriesId> groups;
  private final Optional<LiveScorer> scorer;
  private final Clock clock;
  private final BoundedSeries all;
  private final SnapshotFormat format;
  private long maxAheadMillis = Long.MAX_VALUE;

  /**
   * Makes an empty store.
   *
   * @param keeper how series take in what comes
   * @param groups the group that the model puts a series in
   * @param contract says in words what the numbers of a window mean: only what was written down
   *     under the same one is read back
   */
  public SeriesStore(
      SeriesKeeper keeper,
      String contract,
      ToIntFunction<SeriesId> groups,
      Duration idleTimeout,
      int maxSeries,
      Optional<LiveScorer> scorer,
      LoopMetrics metrics,
      Clock clock) {
    this.keeper = keeper;
    this.groups = groups;
    this.scorer = scorer;
    this.clock = clock;
    this.all = new BoundedSeries(idleTimeout, maxSeries, scorer, metrics, clock);
    this.format = new SnapshotFormat(contract, keeper.channels(), scorer);
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
    all.assign(partition);
  }

  /** Forgets a partition that another member takes over. */
  public void drop(int partition) {
    all.drop(partition);
  }

  /** Refuses observations whose event time is further ahead of the wall clock from now on. */
  public void limitAhead(Duration maxAhead) {
    maxAheadMillis = maxAhead.toMillis();
  }

  /**
   * Gives an observation to its series, which is new if it was never seen or was forgotten. One
   * that is refused does not count as a sign of life: a series whose time once jumped far ahead
   * would otherwise be kept, and answer nothing, for as long as it goes on.
   *
   * @return the series, which the arrival then knows as well, or null if the observation changes
   *     nothing; the arrival says why
   */
  public @Nullable SeriesState append(Arrivals arrivals, int row) {
    int number = arrivals.partition(row);
    PartitionState partition = partition(number);
    byte[] id = arrivals.id(row);
    int from = arrivals.idFrom(row);
    int length = arrivals.idLength(row);
    int hash = IdHash.of(id, from, length);
    long nowMillis = clock.millis();
    SeriesState series = partition.series().find(id, from, length, hash);
    Outcome outcome = Outcome.TAKEN;
    if (series != null && arrivals.offset(row) <= series.through()) {
      outcome = Outcome.KNOWN;
    } else if (!arrivals.isReplayed(row) && isAhead(arrivals.time(row), nowMillis)) {
      outcome = Outcome.AHEAD;
      if (series == null) {
        series = begin(number, Arrays.copyOfRange(id, from, from + length), hash);
      }
      partition.changed(series, arrivals.offset(row));
      partition.force(series); // Who reads the record again, later, would take it.
    } else if (series == null) {
      outcome = keeper.first(arrivals, row);
      if (outcome.isTaken()) {
        series = begin(number, Arrays.copyOfRange(id, from, from + length), hash);
      }
    }
    if (series != null && outcome.isTaken()) {
      outcome = keeper.take(series, arrivals, row);
    }
    if (series == null || !outcome.isTaken()) {
      arrivals.refused(row, outcome);
      return null;
    }
    partition.series().touch(series);
    series.touched(nowMillis);
    partition.changed(series, arrivals.offset(row));
    arrivals.taken(row, series, outcome);
    return series;
  }

  /**
   * When the first bars of a partition are due that no tick has closed; {@link BarCalendar#NEVER}
   * if none are.
   */
  public long dueAt(int partition) {
    SeriesState first = partition(partition).due().first();
    return first == null ? BarCalendar.NEVER : first.dueAt();
  }

  /**
   * Closes bars of a partition that end at or before a moment, series by series. Those are written
   * down with the next snapshots, as no record tells of it.
   *
   * @param enough how many closed bars the keeper may have until the next series has to wait
   */
  public void closeUntil(int partition, long moment, int enough) {
    if (!(keeper instanceof BarKeeper bars)) {
      return;
    }
    PartitionState state = partition(partition);
    long nowMillis = clock.millis();
    SeriesState first = state.due().first();
    while (first != null && first.dueAt() <= moment && bars.closed().size() < enough) {
      bars.closeUntil(first, partition, moment, nowMillis);
      state.force(first);
      first = state.due().first();
    }
  }

  /** Forgets every series that has been idle for too long. */
  public void evictIdle() {
    all.evictIdle();
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
        all.remove(present, partition);
      }
      return Restored.FORGOTTEN;
    }
    Optional<Long> through = format.through(snapshot);
    if (through.isEmpty()) {
      return unfit(Restored.MISFIT, state, key, present);
    } else if (through.get() >= liveOffset) {
      return unfit(Restored.AHEAD, state, key, present);
    } else if (present != null && present.through() > through.get()) {
      return Restored.OUTDATED;
    }
    SeriesState series = newSeries(key, hash);
    if (!format.read(snapshot, series)) {
      return unfit(Restored.MISFIT, state, key, present);
    }
    all.restore(series, present, partition);
    return Restored.TAKEN;
  }

  /** A snapshot that is no use is deleted, or it would be in the way of every restart. */
  private static Restored unfit(
      Restored why, PartitionState state, byte[] key, @Nullable SeriesState present) {
    if (present == null) {
      state.unfit(key);
    }
    return why;
  }

  /** Another model puts series in other groups: those that are there, and those to come. */
  public void regroup(ToIntFunction<SeriesId> newGroups) {
    groups = newGroups;
    for (PartitionState partition : all.partitions()) {
      for (SeriesState series = partition.series().oldest();
          series != null;
          series = series.newer) {
        series.regroup(newGroups.applyAsInt(idOf(series.key())));
      }
    }
  }

  /** The series for those who only look. */
  public SeriesLookup lookup() {
    return new SeriesLookup(all.partitions());
  }

  /** How many series there are. */
  public int size() {
    return all.size();
  }

  /** How many series a partition has. */
  public int size(int partition) {
    return partition(partition).series().size();
  }

  private SeriesState begin(int partition, byte[] key, int hash) {
    SeriesState series = newSeries(key, hash);
    all.begin(series, partition);
    return series;
  }

  private SeriesState newSeries(byte[] key, int hash) {
    SeriesId id = idOf(key);
    return new SeriesState(
        key,
        hash,
        groups.applyAsInt(id),
        keeper.newWindow(),
        keeper.newBars(),
        scorer.map(live -> live.newSeries(id)).orElse(null));
  }

  private boolean isAhead(long time, long nowMillis) {
    return maxAheadMillis != Long.MAX_VALUE
        && Math.floorDiv(time, NANOS_PER_MILLI) > nowMillis + maxAheadMillis;
  }

  private static SeriesId idOf(byte[] key) {
    return new SeriesId(new String(key, StandardCharsets.UTF_8));
  }

  private PartitionState partition(int number) {
    return all.partition(number);
  }
}
