package dev.foretick.model.interval;

import dev.foretick.common.accuracy.Accuracy;
import dev.foretick.common.series.QuantileLevels;

/**
 * The pinball loss (Koenker and Bassett 1978) of all steps and quantiles of a window, as their
 * mean: its expectation is least where each quantile is the true one.
 */
public final class Pinball {
  private final int horizon;
  private final double[] levels;

  public Pinball(int horizon, QuantileLevels levels) {
    this.horizon = horizon;
    this.levels = levels.toArray();
  }

  /**
   * The loss of one window.
   *
   * @param quantiles shape [horizon, quantiles], from {@code from}
   * @param targets shape [horizon], from {@code targetsFrom}
   */
  public double loss(float[] quantiles, int from, float[] targets, int targetsFrom) {
    double sum = 0;
    for (int step = 0; step < horizon; step++) {
      float target = targets[targetsFrom + step];
      for (int i = 0; i < levels.length; i++) {
        sum += Accuracy.pinball(levels[i], target, quantiles[from + step * levels.length + i]);
      }
    }
    return sum / (horizon * levels.length);
  }

  /**
   * By how much the loss grows with each quantile.
   *
   * @param slopes shape [horizon, quantiles], from {@code from} like the quantiles
   */
  public void slopes(
      float[] quantiles, int from, float[] targets, int targetsFrom, float[] slopes) {
    int count = horizon * levels.length;
    for (int i = 0; i < count; i++) {
      float error = targets[targetsFrom + i / levels.length] - quantiles[from + i];
      double level = levels[i % levels.length];
      // At the kink every slope between the two is one; 0 leaves an exact forecast where it is.
      double slope = error > 0 ? -level : error < 0 ? 1 - level : 0;
      slopes[from + i] = (float) (slope / count);
    }
  }
}
