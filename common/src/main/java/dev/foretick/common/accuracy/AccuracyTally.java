package dev.foretick.common.accuracy;

import dev.foretick.common.series.QuantileLevels;

/**
 * Running accuracy over any number of forecast steps in constant memory, with the definitions of
 * {@link Accuracy}. Every measure is NaN before the first step. One thread owns it; tallies of
 * several threads {@linkplain #merge merge}.
 */
public final class AccuracyTally {
  private final QuantileLevels levels;
  private final double alpha;
  private int count;
  private int covered;
  private int scaled;
  private double absoluteSum;
  private double squaredSum;
  private double smapeSum;
  private double pinballSum;
  private double winklerSum;
  private double maseSum;
  private double msisSum;

  public AccuracyTally(QuantileLevels levels) {
    this.levels = levels;
    this.alpha = 1 - (levels.level(levels.count() - 1) - levels.level(0));
  }

  /**
   * Counts one forecast step.
   *
   * @param quantiles the step's forecast, one value for each level
   * @param seasonalError the series' {@link Accuracy#seasonalError}; where it is 0 or NaN the step
   *     is left out of MASE and MSIS and counted in {@link #maseExcluded()}
   */
  public void add(double actual, float[] quantiles, double seasonalError) {
    if (quantiles.length != levels.count()) {
      throw new IllegalArgumentException(
          "quantiles: %d (expected: %d)".formatted(quantiles.length, levels.count()));
    }
    float lower = quantiles[0];
    float upper = quantiles[quantiles.length - 1];
    float point = quantiles[levels.medianIndex()];
    double error = Math.abs(actual - point);
    double winkler = Accuracy.winkler(alpha, actual, lower, upper);
    count++;
    covered += lower <= actual && actual <= upper ? 1 : 0;
    absoluteSum += error;
    squaredSum += error * error;
    smapeSum += Accuracy.smapeTerm(actual, point);
    winklerSum += winkler;
    for (int q = 0; q < quantiles.length; q++) {
      pinballSum += Accuracy.pinball(levels.level(q), actual, quantiles[q]);
    }
    if (Accuracy.isScale(seasonalError)) {
      scaled++;
      maseSum += error / seasonalError;
      msisSum += winkler / seasonalError;
    }
  }

  /** Counts all that another tally of the same levels has counted. */
  public void merge(AccuracyTally other) {
    if (!levels.equals(other.levels)) {
      throw new IllegalArgumentException(
          "quantiles: %s (expected: %s)".formatted(other.levels, levels));
    }
    count += other.count;
    covered += other.covered;
    scaled += other.scaled;
    absoluteSum += other.absoluteSum;
    squaredSum += other.squaredSum;
    smapeSum += other.smapeSum;
    pinballSum += other.pinballSum;
    winklerSum += other.winklerSum;
    maseSum += other.maseSum;
    msisSum += other.msisSum;
  }

  public QuantileLevels levels() {
    return levels;
  }

  /** How many steps it has counted. */
  public int count() {
    return count;
  }

  public double mae() {
    return mean(absoluteSum, count);
  }

  public double rmse() {
    return Math.sqrt(mean(squaredSum, count));
  }

  public double smape() {
    return mean(smapeSum, count);
  }

  /** Over the steps that have a scale. */
  public double mase() {
    return mean(maseSum, scaled);
  }

  /** Mean scaled interval score: Winkler's score in units of the seasonal error. */
  public double msis() {
    return mean(msisSum, scaled);
  }

  /** How many steps MASE and MSIS leave out, because their series has no scale. */
  public int maseExcluded() {
    return count - scaled;
  }

  /** The share, 0 to 1, of actual values within the widest interval, bounds included. */
  public double coverage() {
    return mean(covered, count);
  }

  /** Mean Winkler score of the widest interval. */
  public double winkler() {
    return mean(winklerSum, count);
  }

  /** Mean pinball loss over steps and quantiles. */
  public double pinball() {
    return mean(pinballSum, count) / levels.count();
  }

  public double crps() {
    return 2 * pinball();
  }

  private static double mean(double sum, int terms) {
    return terms == 0 ? Double.NaN : sum / terms;
  }
}
