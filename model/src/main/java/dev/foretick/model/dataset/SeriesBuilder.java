package dev.foretick.model.dataset;

import dev.foretick.common.series.SeriesId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The history of one series while its rows come in, in primitive arrays that grow. */
final class SeriesBuilder {
  /** Few, for a file may hold many series of few rows. */
  static final int INITIAL_ROWS = 16;

  private final SeriesId id;
  private final float[][] channels;
  private long[] times = new long[INITIAL_ROWS];
  private int rows;
  private long index;
  private boolean ordered = true;

  SeriesBuilder(SeriesId id, int channelCount) {
    this.id = id;
    this.channels = new float[channelCount][INITIAL_ROWS];
  }

  /** Numbers the rows of the file that belong to the series from 0, those left out included. */
  long nextIndex() {
    return index++;
  }

  /** Event time of the last row in epoch nanoseconds; {@link Long#MIN_VALUE} before the first. */
  long lastTime() {
    return rows == 0 ? Long.MIN_VALUE : times[rows - 1];
  }

  /**
   * Takes in a row.
   *
   * @param values one value for each channel; NaN is a hole
   */
  void add(long time, float[] values) {
    if (rows == times.length) {
      int capacity = Math.addExact(rows, rows / 2);
      times = Arrays.copyOf(times, capacity);
      for (int channel = 0; channel < channels.length; channel++) {
        channels[channel] = Arrays.copyOf(channels[channel], capacity);
      }
    }
    ordered &= time >= lastTime();
    times[rows] = time;
    for (int channel = 0; channel < channels.length; channel++) {
      channels[channel][rows] = values[channel];
    }
    rows++;
  }

  /** The rows in time order, rows of equal time as they came, each hole filled from before it. */
  SeriesData build() {
    if (!ordered) {
      sort();
    }
    int first = fill();
    for (int channel = 0; channel < channels.length; channel++) {
      channels[channel] = Arrays.copyOfRange(channels[channel], first, rows);
    }
    return new SeriesData(id, Arrays.copyOfRange(times, first, rows), channels);
  }

  /**
   * The channels as series of their own, each in time order and with its own holes filled or left
   * out. Series without holes share their times.
   */
  List<SeriesData> buildEach(List<SeriesId> ids, MissingValues missing) {
    if (!ordered) {
      sort();
    }
    times = Arrays.copyOf(times, rows);
    List<SeriesData> series = new ArrayList<>(channels.length);
    for (int channel = 0; channel < channels.length; channel++) {
      if (missing == MissingValues.PREVIOUS) {
        fill(channels[channel]);
      }
      channels[channel] = Arrays.copyOf(channels[channel], rows);
      series.add(withoutHoles(ids.get(channel), channels[channel]));
    }
    return series;
  }

  private SeriesData withoutHoles(SeriesId id, float[] values) {
    long[] keptTimes = new long[rows];
    float[] kept = new float[rows];
    int count = 0;
    for (int row = 0; row < rows; row++) {
      if (!Float.isNaN(values[row])) {
        keptTimes[count] = times[row];
        kept[count++] = values[row];
      }
    }
    return count == rows
        ? new SeriesData(id, times, new float[][] {values})
        : new SeriesData(
            id, Arrays.copyOf(keptTimes, count), new float[][] {Arrays.copyOf(kept, count)});
  }

  private void sort() {
    long[] unsorted = times;
    int[] order =
        IntStream.range(0, rows)
            .boxed()
            .sorted(Comparator.comparingLong(row -> unsorted[row]))
            .mapToInt(Integer::intValue)
            .toArray();
    times = Arrays.stream(order).mapToLong(row -> unsorted[row]).toArray();
    for (int channel = 0; channel < channels.length; channel++) {
      float[] sorted = new float[rows];
      for (int row = 0; row < rows; row++) {
        sorted[row] = channels[channel][order[row]];
      }
      channels[channel] = sorted;
    }
  }

  /** Fills the holes and gives the first row from which on there is none. */
  private int fill() {
    int first = 0;
    for (float[] channel : channels) {
      first = Math.max(first, fill(channel));
    }
    return first;
  }

  /** Fills the holes of a channel behind its first value and gives the row of that. */
  private int fill(float[] channel) {
    int known = 0;
    while (known < rows && Float.isNaN(channel[known])) {
      known++;
    }
    for (int row = known + 1; row < rows; row++) {
      channel[row] = Float.isNaN(channel[row]) ? channel[row - 1] : channel[row];
    }
    return known;
  }
}
