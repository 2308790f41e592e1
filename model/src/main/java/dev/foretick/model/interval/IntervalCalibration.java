package dev.foretick.model.interval;

import dev.foretick.common.series.QuantileLevels;

/**
 * How far outcomes fell outside the network's quantiles on the calibration split, in scaled units,
 * for each step and each central interval: the conformity scores of conformalised quantile
 * regression (Romano, Patterson, Candès 2019). From them follows how much each quantile moves
 * outward so that its interval holds what it promises.
 */
public final class IntervalCalibration {
  private final float[][][] conformityScores;
  private final float[][] naiveResiduals;

  /**
   * Takes the residuals.
   *
   * @param conformityScores shape [horizon][intervals][n]: ascending {@code max(lower - y, y -
   *     upper)} for each central interval, the innermost first; {@code intervals = quantiles / 2}
   * @param naiveResiduals shape [horizon][n]: ascending scaled targets, which are the errors of
   *     repeating the last value
   */
  public IntervalCalibration(float[][][] conformityScores, float[][] naiveResiduals) {
    if (conformityScores.length == 0 || conformityScores.length != naiveResiduals.length) {
      throw new IllegalArgumentException(
          "residuals: %d and %d steps (expected: the same, at least 1)"
              .formatted(conformityScores.length, naiveResiduals.length));
    }
    for (int step = 0; step < conformityScores.length; step++) {
      requireAscending(naiveResiduals[step]);
      if (conformityScores[step].length != conformityScores[0].length) {
        throw new IllegalArgumentException(
            "calibrated intervals: %d (expected: %d)"
                .formatted(conformityScores[step].length, conformityScores[0].length));
      }
      for (float[] scores : conformityScores[step]) {
        requireAscending(scores);
      }
    }
    this.conformityScores = deepCopy(conformityScores);
    this.naiveResiduals = copy(naiveResiduals);
  }

  public int horizon() {
    return conformityScores.length;
  }

  /** How many central intervals each step has. */
  public int intervals() {
    return conformityScores[0].length;
  }

  /** Shape [horizon][intervals][n]. */
  public float[][][] conformityScores() {
    return deepCopy(conformityScores);
  }

  /** Shape [horizon][n]. */
  public float[][] naiveResiduals() {
    return copy(naiveResiduals);
  }

  /**
   * What to add to each quantile of the network, in scaled units: 0 for the median, the same amount
   * outward for both bounds of an interval.
   *
   * @return shape [horizon][quantiles]
   */
  public float[][] offsets(QuantileLevels levels) {
    int median = levels.medianIndex();
    float[][] offsets = new float[horizon()][levels.count()];
    for (int step = 0; step < horizon(); step++) {
      for (int interval = 0; interval < median; interval++) {
        int lower = median - 1 - interval;
        int upper = median + 1 + interval;
        double promise = levels.level(upper) - levels.level(lower);
        float move = OrderStatistics.conformal(conformityScores[step][interval], promise);
        offsets[step][lower] = -move;
        offsets[step][upper] = move;
      }
    }
    return offsets;
  }

  /**
   * The quantiles of the naive forecast's error, in scaled units.
   *
   * @return shape [horizon][quantiles]; the median is 0, because the naive forecast repeats the
   *     last value
   */
  public float[][] naiveQuantiles(QuantileLevels levels) {
    return ResidualQuantiles.of(naiveResiduals, levels);
  }

  private static void requireAscending(float[] values) {
    boolean valid = values.length > 0 && Float.isFinite(values[0]);
    for (int i = 1; valid && i < values.length; i++) {
      valid = Float.isFinite(values[i]) && values[i] >= values[i - 1];
    }
    if (!valid) {
      throw new IllegalArgumentException(
          "residuals: %d values (expected: finite, ascending, at least 1)"
              .formatted(values.length));
    }
  }

  private static float[][][] deepCopy(float[][][] values) {
    float[][][] copy = values.clone();
    for (int i = 0; i < copy.length; i++) {
      copy[i] = copy(copy[i]);
    }
    return copy;
  }

  private static float[][] copy(float[][] values) {
    float[][] copy = values.clone();
    for (int i = 0; i < copy.length; i++) {
      copy[i] = copy[i].clone();
    }
    return copy;
  }
}
