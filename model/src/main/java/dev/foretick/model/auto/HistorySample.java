package dev.foretick.model.auto;

import dev.foretick.model.dataset.SeriesData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Some series, evenly spread over all, each with its newest values: enough to tell what kind of
 * series they are, few enough to look at in a moment.
 *
 * @param series those that were picked
 * @param values shape [series][rows]: the newest target values; lone outliers are drawn in, because
 *     one spike can hide a period
 */
record HistorySample(List<SeriesData> series, List<double[]> values) {
  private static final int MAX_SERIES = 20;
  private static final int MAX_ROWS = 20_000;
  private static final int MAX_ROWS_TOGETHER = 100_000;

  /** An honest value is hardly ever so many deviations off, even where tails are heavy. */
  private static final double MAX_DEVIATIONS = 8;

  /** The interquartile range of a normal distribution, in standard deviations. */
  private static final double QUARTILES_APART = 1.349;

  static HistorySample of(List<SeriesData> all) {
    List<SeriesData> picked = new ArrayList<>();
    int count = Math.min(MAX_SERIES, all.size());
    for (int i = 0; i < count; i++) {
      SeriesData series = all.get((int) ((long) i * all.size() / count));
      if (series.length() > 0) {
        picked.add(series);
      }
    }
    int rows = Math.min(MAX_ROWS, MAX_ROWS_TOGETHER / Math.max(1, picked.size()));
    return new HistorySample(
        List.copyOf(picked), picked.stream().map(series -> newest(series, rows)).toList());
  }

  private static double[] newest(SeriesData series, int rows) {
    int count = Math.min(rows, series.length());
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = series.target(series.length() - count + i);
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double spread = (sorted[3 * (count - 1) / 4] - sorted[(count - 1) / 4]) / QUARTILES_APART;
    if (spread > 0) {
      double median = sorted[(count - 1) / 2];
      double reach = MAX_DEVIATIONS * spread;
      for (int i = 0; i < count; i++) {
        values[i] = Math.max(median - reach, Math.min(median + reach, values[i]));
      }
    }
    return values;
  }

  /** The middle one of some numbers, the lower of two; 0 of none. */
  static double median(double[] numbers) {
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    return sorted.length == 0 ? 0 : sorted[(sorted.length - 1) / 2];
  }
}
