package dev.foretick.model.interval;

import dev.foretick.common.accuracy.Accuracy;
import dev.foretick.common.series.PointForecast;
import dev.foretick.common.series.QuantileLevels;

/**
 * The loss that networks learn by: the pinball loss (Koenker and Bassett 1978) of every quantile,
 * whose expectation is least where the quantile is the true one. The middle, which most users look
 * at, counts as much as all quantiles would on average together. Where it is to be a mean, its loss
 * is the squared error up to {@value #FAR} scales and grows evenly beyond (Huber 1964), so that one
 * wild tick does not outweigh the rest.
 *
 * <p>The loss of a window is the weighted mean over steps and quantiles, in scaled units.
 */
public final class Pinball {
  private static final double FAR = 5;

  private final int horizon;
  private final double[] levels;
  private final PointForecast point;
  private final int middle;

  /** By what the middle's loss counts; every other quantile's counts once. */
  private final double middleWeight;

  private final double weights;

  public Pinball(int horizon, QuantileLevels levels, PointForecast point) {
    this.horizon = horizon;
    this.levels = levels.toArray();
    this.point = point;
    this.middle = levels.medianIndex();
    this.middleWeight = this.levels.length;
    this.weights = horizon * (this.levels.length - 1 + middleWeight);
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
      int first = from + step * levels.length;
      for (int i = 0; i < levels.length; i++) {
        sum +=
            i == middle
                ? middleWeight * middleLoss(target, quantiles[first + i])
                : Accuracy.pinball(levels[i], target, quantiles[first + i]);
      }
    }
    return sum / weights;
  }

  /**
   * By how much the loss grows with each quantile.
   *
   * @param slopes shape [horizon, quantiles], from {@code from} like the quantiles
   */
  public void slopes(
      float[] quantiles, int from, float[] targets, int targetsFrom, float[] slopes) {
    for (int step = 0; step < horizon; step++) {
      int first = from + step * levels.length;
      for (int i = 0; i < levels.length; i++) {
        double error = (double) targets[targetsFrom + step] - quantiles[first + i];
        double slope =
            i == middle && point == PointForecast.MEAN
                ? -Math.max(-FAR, Math.min(FAR, error))
                : pinballSlope(levels[i], error);
        slopes[first + i] = (float) ((i == middle ? middleWeight : 1) * slope / weights);
      }
    }
  }

  private double middleLoss(double target, double forecast) {
    return switch (point) {
      case MEDIAN -> Accuracy.pinball(levels[middle], target, forecast);
      case MEAN -> {
        double error = Math.abs(target - forecast);
        yield error <= FAR ? error * error / 2 : FAR * (error - FAR / 2);
      }
    };
  }

  /** At the kink every slope between the two is one; 0 leaves an exact forecast where it is. */
  private static double pinballSlope(double level, double error) {
    if (error == 0) {
      return 0;
    }
    return error > 0 ? -level : 1 - level;
  }
}
