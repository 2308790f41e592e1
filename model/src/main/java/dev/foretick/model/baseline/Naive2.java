package dev.foretick.model.baseline;

import java.util.Arrays;

/**
 * The yardstick of the M4 competition (Makridakis, Spiliotis, Assimakopoulos, 2020): repeats the
 * last value of the seasonally adjusted series and puts the season back, where the season passes a
 * 90 % test of its autocorrelation; repeats the last value elsewhere.
 *
 * <p>Differs from the competition's benchmark code in two points that M4 never sees. A series with
 * a value of 0 or below has no multiplicative season and is not adjusted; and the test looks at any
 * period, not only at those up to R's default of 10·log10(n) lags.
 */
public final class Naive2 {
  /** Two-sided 90 % quantile of the normal distribution. */
  private static final double CRITICAL = 1.645;

  private Naive2() {}

  /**
   * Forecasts the steps after a history.
   *
   * @param history at least one value, in time order
   * @param period steps of a season; 1 for none
   * @return shape [horizon]
   */
  public static double[] forecast(double[] history, int period, int horizon) {
    if (history.length == 0 || period < 1 || horizon < 1) {
      throw new IllegalArgumentException(
          "naive2: %d values, period %d, horizon %d (expected: >= 1)"
              .formatted(history.length, period, horizon));
    }
    int last = history.length - 1;
    double[] forecast = new double[horizon];
    Arrays.fill(forecast, history[last]);
    if (isSeasonal(history, period) && isPositive(history)) {
      // The figures are not brought to a mean of 1: a common factor cancels out here.
      double[] figures = seasonalFigures(history, period);
      double adjusted = history[last] / figures[last % period];
      for (int step = 0; step < horizon; step++) {
        forecast[step] = adjusted * figures[(history.length + step) % period];
      }
    }
    return forecast;
  }

  /**
   * The test: the autocorrelation at the period lies outside of Bartlett's limits, {@code |acf(m)|
   * > 1.645 · sqrt((1 + 2 · Σ_{i<m} acf(i)²) / n)}. Less than three seasons, and a series that
   * never varies, do not pass.
   */
  static boolean isSeasonal(double[] history, int period) {
    int n = history.length;
    if (period == 1 || n / 3 < period) {
      return false;
    }
    double mean = Arrays.stream(history).sum() / n;
    double variance = autocovariance(history, mean, 0);
    double squares = 0;
    for (int lag = 1; lag < period; lag++) {
      double correlation = autocovariance(history, mean, lag) / variance;
      squares += correlation * correlation;
    }
    double limit = CRITICAL * Math.sqrt((1 + 2 * squares) / n);
    return Math.abs(autocovariance(history, mean, period) / variance) > limit;
  }

  /** Times n, which cancels out in correlations. */
  private static double autocovariance(double[] history, double mean, int lag) {
    double sum = 0;
    for (int t = lag; t < history.length; t++) {
      sum += (history[t] - mean) * (history[t - lag] - mean);
    }
    return sum;
  }

  private static boolean isPositive(double[] history) {
    return Arrays.stream(history).allMatch(value -> value > 0);
  }

  /**
   * Classical multiplicative decomposition: for each position in the season, which starts with the
   * history, the mean ratio of the values there to the trend around them.
   *
   * @return shape [period]
   */
  private static double[] seasonalFigures(double[] history, int period) {
    int half = period / 2;
    double[] sums = new double[period];
    int[] counts = new int[period];
    for (int t = half; t < history.length - half; t++) {
      sums[t % period] += history[t] / trend(history, t, period);
      counts[t % period]++;
    }
    for (int i = 0; i < period; i++) {
      sums[i] /= counts[i];
    }
    return sums;
  }

  /**
   * Mean of one season around t; in an even one, both ends are the same position and count half.
   */
  private static double trend(double[] history, int t, int period) {
    int half = period / 2;
    double sum = 0;
    for (int i = t - half; i <= t + half; i++) {
      sum += history[i];
    }
    double surplus = period % 2 == 0 ? (history[t - half] + history[t + half]) / 2 : 0;
    return (sum - surplus) / period;
  }
}
