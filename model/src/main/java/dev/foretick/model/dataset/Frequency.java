package dev.foretick.model.dataset;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** The usual time between two observations. */
public final class Frequency {
  private Frequency() {}

  /**
   * The median of the positive gaps between successive rows, over all series together. Of an even
   * number of gaps it is the lower middle one, so that it is a gap that occurs.
   *
   * @throws IllegalArgumentException if no two rows of a series differ in time
   */
  public static Duration infer(List<SeriesData> series) {
    int capacity = 0;
    for (SeriesData data : series) {
      capacity = Math.addExact(capacity, Math.max(0, data.length() - 1));
    }
    long[] gaps = new long[capacity];
    int count = 0;
    for (SeriesData data : series) {
      for (int row = 1; row < data.length(); row++) {
        long gap = Math.subtractExact(data.time(row), data.time(row - 1));
        if (gap > 0) {
          gaps[count++] = gap;
        }
      }
    }
    if (count == 0) {
      throw new IllegalArgumentException(
          "times: no two rows of a series differ (expected: a frequency to tell)");
    }
    Arrays.sort(gaps, 0, count);
    return Duration.ofNanos(gaps[(count - 1) / 2]);
  }
}
