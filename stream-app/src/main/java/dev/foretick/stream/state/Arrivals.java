package dev.foretick.stream.state;

import dev.foretick.common.wire.DecodedObservation;
import dev.foretick.stream.score.SeasonLags;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The observations of one poll, in the order of the log, and where each stood in it. Filled anew
 * for each poll; the loop's thread owns it.
 */
public final class Arrivals {
  /*
   * Column by column: nothing is allocated for an observation but what Kafka's consumer has already allocated for its
   * record, of which the series id is a part.
   */
  private final int channels;
  private final SeasonLags season;
  private int size;
  private byte[][] ids = {};
  private int[] idFrom = {};
  private int[] idLength = {};
  private long[] times = {};
  private float[] values = {};
  private int[] partitions = {};
  private long[] offsets = {};
  private long[] timestamps = {};
  private boolean[] replayed = {};
  private @Nullable SeriesState[] series = {};

  /** Event time of the newest observation of the series as the arrival left it. */
  private long[] cutoffs = {};

  private Outcome[] outcomes = {};

  /** Targets a season and more before each arrival, shape [rows, season.count()]. */
  private float[] seasons = {};

  /** How many were refused. */
  private int refused;

  /**
   * Makes it empty.
   *
   * @param channels how many values an observation brings
   */
  public Arrivals(int channels) {
    this(channels, SeasonLags.NONE);
  }

  /**
   * Makes it empty.
   *
   * @param channels how many values an observation brings
   * @param season which earlier targets are remembered with each
   */
  public Arrivals(int channels, SeasonLags season) {
    this.channels = channels;
    this.season = season;
  }

  /** Forgets what it holds and makes room for so many. */
  public void clear(int capacity) {
    Arrays.fill(ids, 0, size, null);
    Arrays.fill(series, 0, size, null);
    size = 0;
    refused = 0;
    if (capacity > ids.length) {
      ids = new byte[capacity][];
      idFrom = new int[capacity];
      idLength = new int[capacity];
      times = new long[capacity];
      values = new float[Math.multiplyExact(capacity, channels)];
      partitions = new int[capacity];
      offsets = new long[capacity];
      timestamps = new long[capacity];
      replayed = new boolean[capacity];
      series = new SeriesState[capacity];
      cutoffs = new long[capacity];
      outcomes = new Outcome[capacity];
      seasons = new float[Math.multiplyExact(capacity, season.count())];
    }
  }

  /**
   * Takes an observation in.
   *
   * @param recordTimestamp of its record, in epoch milliseconds
   * @param isReplayed whether it only rebuilds a window, having been answered before
   */
  public void add(
      DecodedObservation observation,
      int partition,
      long offset,
      long recordTimestamp,
      boolean isReplayed) {
    ids[size] = observation.series();
    idFrom[size] = observation.seriesFrom();
    idLength[size] = observation.seriesLength();
    times[size] = observation.epochNanos();
    for (int channel = 0; channel < channels; channel++) {
      values[size * channels + channel] = (float) observation.channel(channel);
    }
    partitions[size] = partition;
    offsets[size] = offset;
    timestamps[size] = recordTimestamp;
    replayed[size] = isReplayed;
    size++;
  }

  /** Takes a closed bar in, which its window has already; gives its row. */
  int addClosed(
      SeriesState of,
      float[] channelValues,
      long start,
      int partition,
      long offset,
      long recordTimestamp,
      boolean isReplayed) {
    if (size == ids.length) {
      grow();
    }
    ids[size] = of.key();
    idLength[size] = of.key().length;
    times[size] = start;
    System.arraycopy(channelValues, 0, values, size * channels, channels);
    partitions[size] = partition;
    offsets[size] = offset;
    timestamps[size] = recordTimestamp;
    replayed[size] = isReplayed;
    taken(size, of, Outcome.TAKEN);
    return size++;
  }

  public int size() {
    return size;
  }

  /** Event time, in epoch nanoseconds. */
  public long time(int row) {
    return times[Objects.checkIndex(row, size)];
  }

  /** The value that is forecast. */
  public float target(int row) {
    return values[Objects.checkIndex(row, size) * channels];
  }

  public int partition(int row) {
    return partitions[Objects.checkIndex(row, size)];
  }

  public long offset(int row) {
    return offsets[Objects.checkIndex(row, size)];
  }

  /** The record's own timestamp, in epoch milliseconds. */
  public long recordTimestamp(int row) {
    return timestamps[Objects.checkIndex(row, size)];
  }

  public boolean isReplayed(int row) {
    return replayed[Objects.checkIndex(row, size)];
  }

  /** How many of some rows are to be answered. */
  public int live(int from, int until) {
    int live = 0;
    for (int row = from; row < until; row++) {
      live += isReplayed(row) ? 0 : 1;
    }
    return live;
  }

  /** The series that has changed by an observation; null if none has. */
  public @Nullable SeriesState series(int row) {
    return series[Objects.checkIndex(row, size)];
  }

  /** Event time of the newest observation that an answer to this one knows. */
  public long cutoff(int row) {
    return cutoffs[Objects.checkIndex(row, size)];
  }

  /**
   * Targets of seasons before the observations that were taken; not copied. Those of one begin at
   * {@link #seasonsFrom}.
   */
  public float[] seasons() {
    return seasons;
  }

  public int seasonsFrom(int row) {
    return Objects.checkIndex(row, size) * season.count();
  }

  /** What became of an observation. */
  public Outcome outcome(int row) {
    return outcomes[Objects.checkIndex(row, size)];
  }

  /** How many observations changed nothing. */
  public int refused() {
    return refused;
  }

  void taken(int row, SeriesState by, Outcome outcome) {
    series[row] = by;
    cutoffs[row] = by.window().lastTime();
    outcomes[row] = outcome;
    for (int back = 0; back < season.count(); back++) {
      seasons[row * season.count() + back] = by.window().targetBefore(season.lag(back));
    }
  }

  void refused(int row, Outcome why) {
    outcomes[row] = why;
    refused++;
  }

  byte[] id(int row) {
    return Objects.requireNonNull(ids[row]);
  }

  int idFrom(int row) {
    return idFrom[row];
  }

  int idLength(int row) {
    return idLength[row];
  }

  /** Puts the values that an observation brings at the start of {@code target}. */
  void copyValues(int row, float[] target) {
    System.arraycopy(values, row * channels, target, 0, channels);
  }

  /** How many values an observation brings, the target first. */
  public int channels() {
    return channels;
  }

  /** The value of a channel that an observation brings. */
  public float value(int row, int channel) {
    return values[Objects.checkIndex(row, size) * channels + Objects.checkIndex(channel, channels)];
  }

  private void grow() {
    int capacity = Math.max(16, 2 * size);
    ids = Arrays.copyOf(ids, capacity);
    idFrom = Arrays.copyOf(idFrom, capacity);
    idLength = Arrays.copyOf(idLength, capacity);
    times = Arrays.copyOf(times, capacity);
    values = Arrays.copyOf(values, Math.multiplyExact(capacity, channels));
    partitions = Arrays.copyOf(partitions, capacity);
    offsets = Arrays.copyOf(offsets, capacity);
    timestamps = Arrays.copyOf(timestamps, capacity);
    replayed = Arrays.copyOf(replayed, capacity);
    series = Arrays.copyOf(series, capacity);
    cutoffs = Arrays.copyOf(cutoffs, capacity);
    outcomes = Arrays.copyOf(outcomes, capacity);
    seasons = Arrays.copyOf(seasons, Math.multiplyExact(capacity, season.count()));
  }
}
