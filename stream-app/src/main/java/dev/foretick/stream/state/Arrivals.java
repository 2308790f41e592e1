package dev.foretick.stream.state;

import dev.foretick.common.wire.DecodedObservation;
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

  /**
   * Makes it empty.
   *
   * @param channels how many values an observation brings
   */
  public Arrivals(int channels) {
    this.channels = channels;
  }

  /** Forgets what it holds and makes room for so many. */
  public void clear(int capacity) {
    Arrays.fill(ids, 0, size, null);
    Arrays.fill(series, 0, size, null);
    size = 0;
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

  /** The series that an observation was appended to; null if it was not. */
  public @Nullable SeriesState series(int row) {
    return series[Objects.checkIndex(row, size)];
  }

  void appended(int row, SeriesState to) {
    series[row] = to;
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

  int channels() {
    return channels;
  }
}
