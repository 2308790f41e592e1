package dev.foretick.model.auto;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Lags where the autocorrelation, at its median over some series, rises above the line through its
 * values half a period before and after: the correlation of whatever wanders falls along such a
 * line or below it.
 */
final class AutocorrelationPeaks {
  /** Longer than any window; the calendar knows the longer periods. */
  private static final int MAX_LAG = 1_000;

  private static final int MAX_PEAKS = 10;

  private AutocorrelationPeaks() {}

  /**
   * Finds the peaks.
   *
   * @param values shape [series][rows]
   * @param longestLag that may be one
   * @return lags, the highest peak first
   */
  static List<Integer> of(List<double[]> values, int longestLag) {
    int longest = Math.min(MAX_LAG, longestLag);
    if (longest < SeasonRule.SHORTEST) {
      return List.of();
    }
    double[] correlations = pooled(values, longest + longest / 2 + 1);
    double[] rises = new double[longest + 1];
    for (int lag = SeasonRule.SHORTEST; lag <= longest; lag++) {
      int half = lag / 2;
      rises[lag] = correlations[lag] - (correlations[lag - half] + correlations[lag + half]) / 2;
    }
    List<Integer> peaks = new ArrayList<>();
    for (int lag = SeasonRule.SHORTEST; lag <= longest; lag++) {
      if (rises[lag] > 0 && isHighest(rises, lag)) {
        peaks.add(lag);
      }
    }
    peaks.sort(Comparator.comparingDouble((Integer lag) -> rises[lag]).reversed());
    return peaks.subList(0, Math.min(MAX_PEAKS, peaks.size()));
  }

  private static boolean isHighest(double[] rises, int lag) {
    int reach = Math.max(1, lag / 6);
    int to = Math.min(rises.length - 1, lag + reach);
    for (int other = Math.max(SeasonRule.SHORTEST, lag - reach); other <= to; other++) {
      if (rises[other] > rises[lag]) {
        return false;
      }
    }
    return true;
  }

  private static double[] pooled(List<double[]> values, int maxLag) {
    List<double[]> each =
        values.stream().map(series -> Autocorrelation.ofLags(series, maxLag)).toList();
    double[] pooled = new double[maxLag + 1];
    for (int lag = 0; lag <= maxLag; lag++) {
      int at = lag;
      pooled[lag] = HistorySample.median(each.stream().mapToDouble(of -> of[at]).toArray());
    }
    return pooled;
  }
}
