package dev.foretick.model.interval;

import dev.foretick.common.series.QuantileLevels;

/** The quantiles of a point forecast's errors, which make intervals around it. */
public final class ResidualQuantiles {
  private ResidualQuantiles() {}

  /**
   * Quantiles of each step's errors. The median is 0, because it is the point forecast itself, and
   * no quantile lies on the wrong side of it.
   *
   * @param ascending shape [horizon][n]: errors {@code y - forecast}, ascending
   * @return shape [horizon][quantiles]
   */
  public static float[][] of(float[][] ascending, QuantileLevels levels) {
    float[][] quantiles = new float[ascending.length][levels.count()];
    int median = levels.medianIndex();
    for (int step = 0; step < ascending.length; step++) {
      for (int i = 0; i < median; i++) {
        int above = levels.count() - 1 - i;
        quantiles[step][i] =
            Math.min(0, OrderStatistics.interpolated(ascending[step], levels.level(i)));
        quantiles[step][above] =
            Math.max(0, OrderStatistics.interpolated(ascending[step], levels.level(above)));
      }
    }
    return quantiles;
  }
}
