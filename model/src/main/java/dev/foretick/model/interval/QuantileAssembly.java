package dev.foretick.model.interval;

import dev.foretick.common.series.QuantileLevels;

/**
 * Makes quantiles of what a network puts out. The network says the median of each step and, for the
 * gaps between neighbouring quantiles, numbers that softplus makes positive: so the quantiles
 * cannot cross, whatever the weights.
 *
 * <p>A network's output for one window has shape [horizon + horizon * (quantiles - 1)]: the
 * medians, then for each step the gaps below the median from the median outward and the gaps above
 * it from the median outward.
 */
public final class QuantileAssembly {
  private final int horizon;
  private final int quantiles;
  private final int median;

  public QuantileAssembly(int horizon, QuantileLevels levels) {
    this.horizon = horizon;
    this.quantiles = levels.count();
    this.median = levels.medianIndex();
  }

  /** Numbers that a network puts out for one window; as many quantiles are made of them. */
  public int length() {
    return horizon * quantiles;
  }

  /**
   * Makes the quantiles of one window, in scaled units.
   *
   * @param output what the network says, from {@code from}
   * @param result shape [horizon, quantiles], from {@code to}
   */
  public void assemble(float[] output, int from, float[] result, int to) {
    for (int step = 0; step < horizon; step++) {
      int middle = to + step * quantiles + median;
      int below = gapsOf(from, step);
      int above = below + median;
      result[middle] = output[from + step];
      for (int j = 0; j < median; j++) {
        result[middle - j - 1] = result[middle - j] - softplus(output[below + j]);
        result[middle + j + 1] = result[middle + j] + softplus(output[above + j]);
      }
    }
  }

  /**
   * Moves the quantiles of one window by their offsets, from the median outward, never past their
   * inner neighbour.
   *
   * @param values shape [horizon, quantiles], from {@code from}; changed in place
   * @param offsets shape [horizon][quantiles], from {@link IntervalCalibration#offsets}
   */
  public void calibrate(float[] values, int from, float[][] offsets) {
    for (int step = 0; step < horizon; step++) {
      int first = from + step * quantiles;
      for (int j = 1; j <= median; j++) {
        int lower = median - j;
        int upper = median + j;
        values[first + lower] =
            Math.min(values[first + lower] + offsets[step][lower], values[first + lower + 1]);
        values[first + upper] =
            Math.max(values[first + upper] + offsets[step][upper], values[first + upper - 1]);
      }
    }
  }

  /**
   * Carries the slope of a loss with regard to the quantiles of one window back to what the network
   * puts out. The median learns by its own loss alone: what is missed in the tails is for the gaps
   * to make good, or the median would be drawn to and fro by outliers.
   *
   * @param output what the network says, from {@code from}
   * @param slopes shape [horizon, quantiles]: by how much the loss grows with each quantile
   * @param result the slope with regard to {@code output}, at the same place
   */
  public void backpropagate(float[] output, int from, float[] slopes, float[] result) {
    for (int step = 0; step < horizon; step++) {
      int middle = step * quantiles + median;
      int below = gapsOf(from, step);
      int above = below + median;
      float lower = 0;
      float upper = 0;
      // A gap moves every quantile further out than itself.
      for (int j = median - 1; j >= 0; j--) {
        lower += slopes[middle - j - 1];
        upper += slopes[middle + j + 1];
        result[below + j] = -lower * sigmoid(output[below + j]);
        result[above + j] = upper * sigmoid(output[above + j]);
      }
      result[from + step] = slopes[middle];
    }
  }

  private int gapsOf(int from, int step) {
    return from + horizon + step * (quantiles - 1);
  }

  private static float softplus(float x) {
    double e = Math.exp(-Math.abs(x));
    // log1p by two terms where log would round, as Math.log1p takes several times as long.
    return (float) (Math.max(x, 0) + (e < 1e-6 ? e - 0.5 * e * e : Math.log(1 + e)));
  }

  private static float sigmoid(float x) {
    return (float) (1 / (1 + Math.exp(-x)));
  }
}
