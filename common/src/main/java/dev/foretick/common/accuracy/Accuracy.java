package dev.foretick.common.accuracy;

import dev.foretick.common.series.QuantileLevels;

/**
 * How far forecasts were from what came. Libraries disagree about several of these measures, so
 * each one states its definition; {@code y} is the actual value, {@code f} the forecast and {@code
 * e = y - f}.
 *
 * <p>A measure that its definition leaves open (a zero denominator) is {@link Double#NaN}, never a
 * number that looks like one.
 */
public final class Accuracy {
  private Accuracy() {}

  /** Mean absolute error, {@code mean |e|}, in the units of the series. */
  public static double mae(double[] actual, double[] forecast) {
    requirePairs(actual, forecast);
    double sum = 0;
    for (int i = 0; i < actual.length; i++) {
      sum += Math.abs(actual[i] - forecast[i]);
    }
    return sum / actual.length;
  }

  /** Root mean squared error, {@code sqrt(mean e²)}, in the units of the series. */
  public static double rmse(double[] actual, double[] forecast) {
    requirePairs(actual, forecast);
    double sum = 0;
    for (int i = 0; i < actual.length; i++) {
      double error = actual[i] - forecast[i];
      sum += error * error;
    }
    return Math.sqrt(sum / actual.length);
  }

  /**
   * Symmetric mean absolute percentage error, {@code 200 · mean(|e| / (|y| + |f|))}, from 0 to 200,
   * as in the M4 competition (Makridakis, Spiliotis, Assimakopoulos, 2020). A step whose actual and
   * forecast are both 0 is a perfect one and counts as 0.
   */
  public static double smape(double[] actual, double[] forecast) {
    requirePairs(actual, forecast);
    double sum = 0;
    for (int i = 0; i < actual.length; i++) {
      sum += smapeTerm(actual[i], forecast[i]);
    }
    return sum / actual.length;
  }

  /** One step's part of {@link #smape}, from 0 to 200. */
  static double smapeTerm(double actual, double forecast) {
    double error = Math.abs(actual - forecast);
    return error == 0 ? 0 : 200 * error / (Math.abs(actual) + Math.abs(forecast));
  }

  /**
   * Mean absolute scaled error (Hyndman, Koehler, 2006): {@code mean |e|} in units of the seasonal
   * error, so that it compares across series and below 1 means better than the seasonal naive
   * forecast was on the training data.
   *
   * @param seasonalError from {@link #seasonalError}
   * @return NaN if the seasonal error is 0 or unknown
   */
  public static double mase(double[] actual, double[] forecast, double seasonalError) {
    double mae = mae(actual, forecast);
    return isScale(seasonalError) ? mae / seasonalError : Double.NaN;
  }

  /**
   * The scale of MASE and MSIS: {@code mean |y_t - y_{t-m}|} over the history up to the cutoff.
   *
   * @param period the season's length {@code m} in steps; 1 for the plain naive forecast
   * @return NaN if the history is not longer than the period
   */
  public static double seasonalError(double[] history, int period) {
    if (period < 1) {
      throw new IllegalArgumentException("period: %d (expected: >= 1)".formatted(period));
    }
    double sum = 0;
    for (int t = period; t < history.length; t++) {
      sum += Math.abs(history[t] - history[t - period]);
    }
    return history.length > period ? sum / (history.length - period) : Double.NaN;
  }

  /** Whether a seasonal error can scale anything. */
  static boolean isScale(double seasonalError) {
    return seasonalError > 0 && Double.isFinite(seasonalError);
  }

  /**
   * Overall weighted average of the M4 competition: the mean of sMAPE and MASE, each relative to
   * those of the Naive2 forecast of the same steps. Below 1 is better than Naive2. Each of the four
   * is an average over all series: the mean of the OWAs of single series is another measure.
   *
   * @return NaN if one of Naive2's measures is 0
   */
  public static double owa(double smape, double mase, double naive2Smape, double naive2Mase) {
    return naive2Smape == 0 || naive2Mase == 0
        ? Double.NaN
        : (smape / naive2Smape + mase / naive2Mase) / 2;
  }

  /**
   * Pinball (quantile) loss of one quantile (Koenker, Bassett, 1978): {@code max(q·e, (q-1)·e)}
   * with {@code e = y - quantile}, in the units of the series.
   *
   * @param level the probability {@code q} within 0 and 1
   */
  public static double pinball(double level, double actual, double quantile) {
    double error = actual - quantile;
    return Math.max(level * error, (level - 1) * error);
  }

  /**
   * Continuous ranked probability score, approximated by {@code 2 · mean over quantiles of pinball}
   * (Gneiting, Ranjan, 2011), in the units of the series. Scores compare only between forecasts of
   * the same levels.
   *
   * @param quantiles one value for each level
   */
  public static double crps(QuantileLevels levels, double actual, double[] quantiles) {
    if (quantiles.length != levels.count()) {
      throw new IllegalArgumentException(
          "quantiles: %d (expected: %d)".formatted(quantiles.length, levels.count()));
    }
    double sum = 0;
    for (int q = 0; q < quantiles.length; q++) {
      sum += pinball(levels.level(q), actual, quantiles[q]);
    }
    return 2 * sum / quantiles.length;
  }

  /** The share, 0 to 1, of actual values that lie within their interval, bounds included. */
  public static double coverage(double[] actual, double[] lower, double[] upper) {
    requirePairs(actual, lower);
    requirePairs(actual, upper);
    int covered = 0;
    for (int i = 0; i < actual.length; i++) {
      covered += lower[i] <= actual[i] && actual[i] <= upper[i] ? 1 : 0;
    }
    return (double) covered / actual.length;
  }

  /**
   * Winkler's interval score of one step (Winkler, 1972; Gneiting, Raftery, 2007): {@code (upper -
   * lower) + (2 / alpha) · miss}, where {@code miss} is how far the actual value lies outside. The
   * mean of it, divided by the seasonal error, is {@link #msis}.
   *
   * @param alpha the share of outcomes that the interval leaves out: 0.1 for a 90 % interval
   */
  public static double winkler(double alpha, double actual, double lower, double upper) {
    if (!(alpha > 0 && alpha <= 1)) {
      throw new IllegalArgumentException("alpha: %s (expected: > 0, <= 1)".formatted(alpha));
    }
    double miss = Math.max(0, Math.max(lower - actual, actual - upper));
    return (upper - lower) + 2 / alpha * miss;
  }

  /**
   * Mean scaled interval score of the M4 competition: the mean over the steps of {@link #winkler}
   * in units of the seasonal error. The competition takes alpha 0.05 and averages over all series.
   *
   * @param alpha the share of outcomes that the intervals leave out
   * @param seasonalError from {@link #seasonalError}
   * @return NaN if the seasonal error is 0 or unknown
   */
  public static double msis(
      double alpha, double[] actual, double[] lower, double[] upper, double seasonalError) {
    requirePairs(actual, lower);
    requirePairs(actual, upper);
    double sum = 0;
    for (int i = 0; i < actual.length; i++) {
      sum += winkler(alpha, actual[i], lower[i], upper[i]);
    }
    return isScale(seasonalError) ? sum / actual.length / seasonalError : Double.NaN;
  }

  /**
   * {@code 1 - mae / bestNaiveMae}: 0 is as good as the best naive forecast, 1 is perfect, below 0
   * is worse than naive.
   *
   * @return NaN if the naive forecast made no error
   */
  public static double skill(double mae, double bestNaiveMae) {
    return bestNaiveMae == 0 ? Double.NaN : 1 - mae / bestNaiveMae;
  }

  private static void requirePairs(double[] actual, double[] other) {
    if (actual.length == 0 || actual.length != other.length) {
      throw new IllegalArgumentException(
          "values: %d actual, %d forecast (expected: as many, at least 1)"
              .formatted(actual.length, other.length));
    }
  }
}
