package dev.foretick.model.dataset;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Puts in the rows that are missing where a series comes at a regular time: each repeats the values
 * of the row before the gap, and never knows those behind it. Longer gaps, such as nights and
 * weekends, stay.
 *
 * <p>With the usual time {@code f} between two rows, a gap of {@code g} gets {@code round(g / f) -
 * 1} rows, at {@code f}, {@code 2f}, … from the row before it. So rows that jitter by less than
 * half of {@code f}, and rows of the same time, get none.
 */
public final class GapFill {
  /** More than that for each row that is there would make a history of repetitions. */
  private static final int MOST_FOR_EACH_ROW = 10;

  /** Rows in all; a row takes {@code 8 + 4 · channels} bytes. */
  private static final long MOST_ROWS = 100_000_000;

  private final long step;
  private final long longest;

  /**
   * Prepares to fill.
   *
   * @param frequency the usual time between two rows; positive
   * @param longest the longest time from one row to the next that counts as a gap
   */
  public GapFill(Duration frequency, Duration longest) {
    if (frequency.isNegative() || frequency.isZero()) {
      throw new IllegalArgumentException("frequency: %s (expected: > 0)".formatted(frequency));
    }
    this.step = frequency.toNanos();
    this.longest = TimeUnit.NANOSECONDS.convert(longest);
  }

  /**
   * Histories without short gaps.
   *
   * @param rows how many were put in
   */
  public record Filled(List<SeriesData> series, long rows) {
    public Filled {
      series = List.copyOf(series);
    }
  }

  /**
   * Fills each series by itself; one without gaps stays the very same.
   *
   * @throws IllegalArgumentException if many more rows would be put in than there are
   */
  public Filled fill(List<SeriesData> series) {
    long there = series.stream().mapToLong(SeriesData::length).sum();
    long most = Math.min(MOST_FOR_EACH_ROW * there, MOST_ROWS);
    long missing = 0;
    for (SeriesData data : series) {
      for (int row = 1; row < data.length(); row++) {
        long here = missingBefore(data, row);
        if (here > most - missing) {
          throw new IllegalArgumentException(
              "fill-gaps: more than %d rows to put in, %d are there (expected: fewer; gaps of a shorter time)"
                  .formatted(most, there));
        }
        missing += here;
      }
    }
    return new Filled(series.stream().map(this::fill).toList(), missing);
  }

  private SeriesData fill(SeriesData data) {
    long missing = 0;
    for (int row = 1; row < data.length(); row++) {
      missing += missingBefore(data, row);
    }
    if (missing == 0) {
      return data;
    }
    long[] times = new long[Math.toIntExact(data.length() + missing)];
    int[] sources = new int[times.length];
    int filled = 0;
    for (int row = 0; row < data.length(); row++) {
      long here = row == 0 ? 0 : missingBefore(data, row);
      for (long i = 1; i <= here; i++) {
        times[filled] = data.time(row - 1) + i * step;
        sources[filled++] = row - 1;
      }
      times[filled] = data.time(row);
      sources[filled++] = row;
    }
    float[][] channels = new float[data.channelCount()][times.length];
    for (int channel = 0; channel < channels.length; channel++) {
      for (int row = 0; row < times.length; row++) {
        channels[channel][row] = data.value(channel, sources[row]);
      }
    }
    return new SeriesData(data.id(), times, channels);
  }

  /** How many rows are missing between a row and the one before it. */
  private long missingBefore(SeriesData data, int row) {
    long gap = Math.subtractExact(data.time(row), data.time(row - 1));
    if (gap > longest) {
      return 0;
    }
    long rest = gap % step;
    long steps = gap / step + (rest >= step - rest ? 1 : 0);
    return Math.max(0, steps - 1);
  }
}
