package dev.foretick.model.auto;

/** How much a series resembles itself some rows earlier, between -1 and 1; 0 if it never moves. */
final class Autocorrelation {
  private Autocorrelation() {}

  /**
   * Of the series about its straight line, so that a trend is no resemblance.
   *
   * @return shape [maxLag + 1], the first being 1
   */
  static double[] ofLags(double[] values, int maxLag) {
    double[] rest = aboutItsLine(values);
    double[] correlations = new double[maxLag + 1];
    correlations[0] = 1;
    double energy = product(rest, 0);
    for (int lag = 1; lag <= maxLag && energy > 0; lag++) {
      correlations[lag] = product(rest, lag) / energy;
    }
    return correlations;
  }

  /**
   * At one lag, of the series about its mean over one period: a centred moving average of {@code
   * period} rows, as in classical decomposition. What is slower than the period is gone then,
   * however the series wanders: a random walk is left with a correlation of at most 0 at the lag of
   * the period, while a pattern that repeats keeps its share of the variance.
   */
  static double aboutMovingMean(double[] values, int period, int lag) {
    double[] rest = aboutMovingMean(values, period);
    if (rest.length <= lag) {
      return 0;
    }
    double energy = product(rest, 0);
    // A lag has fewer pairs than there are rows; for a long period that would hide it.
    double pairs = (double) (rest.length - lag) / rest.length;
    double correlation = energy > 0 ? product(rest, lag) / energy / pairs : 0;
    return Math.max(-1, Math.min(1, correlation));
  }

  /** Rows that have half a period on both sides, less their moving average. */
  private static double[] aboutMovingMean(double[] values, int period) {
    int half = period / 2;
    int count = Math.max(0, values.length - 2 * half);
    double[] rest = new double[count];
    double[] sums = new double[values.length + 1];
    // Sums of what is left of the first value keep their digits where the level is high.
    for (int i = 0; i < values.length; i++) {
      sums[i + 1] = sums[i] + (values[i] - values[0]);
    }
    boolean even = period % 2 == 0;
    double scale = 0;
    for (int i = 0; i < count; i++) {
      double first = values[i] - values[0];
      double last = values[i + 2 * half] - values[0];
      double sum = sums[i + 2 * half + 1] - sums[i] - (even ? (first + last) / 2 : 0);
      double value = values[i + half] - values[0];
      rest[i] = value - sum / period;
      scale = Math.max(scale, Math.abs(value));
    }
    // What rounding leaves of a series that stands still is no pattern.
    for (int i = 0; i < count; i++) {
      rest[i] = Math.abs(rest[i]) <= 1e-9 * scale ? 0 : rest[i];
    }
    return rest;
  }

  private static double[] aboutItsLine(double[] values) {
    int count = values.length;
    double middle = (count - 1) / 2.0;
    double mean = 0;
    for (double value : values) {
      mean += value / count;
    }
    double rise = 0;
    double run = 0;
    for (int i = 0; i < count; i++) {
      rise += (i - middle) * (values[i] - mean);
      run += (i - middle) * (i - middle);
    }
    double slope = run > 0 ? rise / run : 0;
    double[] rest = new double[count];
    for (int i = 0; i < count; i++) {
      rest[i] = values[i] - mean - slope * (i - middle);
    }
    return rest;
  }

  private static double product(double[] values, int lag) {
    double sum = 0;
    for (int i = lag; i < values.length; i++) {
      sum += values[i] * values[i - lag];
    }
    return sum;
  }
}
