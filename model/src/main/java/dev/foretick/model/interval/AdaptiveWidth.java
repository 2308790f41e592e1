package dev.foretick.model.interval;

import dev.foretick.common.series.QuantileLevels;
import java.util.Arrays;

/**
 * Interval widths of one series that follow its outcomes: adaptive conformal inference (Gibbs and
 * Candès 2021), with the width itself as the quantity that moves. Each step of the horizon and each
 * central interval has a factor by which the bounds keep their distance from the median. An outcome
 * outside the interval multiplies the factor by {@code exp(rate * promise)}, one inside by {@code
 * exp(-rate * (1 - promise))}. The two cancel exactly when the interval holds the promised share of
 * outcomes, so that in the long run it does, whatever the series becomes.
 *
 * <p>Works in any unit, as long as what is adjusted and what is observed have the same. One thread
 * owns it.
 */
public final class AdaptiveWidth {
  /** Follows a change within a few hundred outcomes, and wavers by a few percent otherwise. */
  public static final double DEFAULT_RATE = 0.01;

  /** The least factor: an interval that needs less says nothing of the series. */
  public static final float MIN_FACTOR = 1 / 8f;

  /** The greatest factor: what is still missed then is no matter of width. */
  public static final float MAX_FACTOR = 8;

  /*
   * The factors themselves are the state, as floats, rather than their logarithms: what is exported is
   * all there is, and a restored copy goes on to the bit. Rounding is far below the smallest move.
   */
  private final int horizon;
  private final int quantiles;
  private final int intervals;
  private final float[] factors;
  private final double[] growth;
  private final double[] shrinkage;

  /** Starts with the intervals as they are, and follows at the default rate. */
  public AdaptiveWidth(int horizon, QuantileLevels levels) {
    this(horizon, levels, DEFAULT_RATE, ones(horizon, levels));
  }

  /**
   * Goes on from exported factors.
   *
   * @param rate how far one outcome moves the logarithm of a factor; above 0, below 1
   * @param factors shape [horizon, intervals], the innermost interval first, each between {@link
   *     #MIN_FACTOR} and {@link #MAX_FACTOR}; {@code intervals = quantiles / 2}
   */
  public AdaptiveWidth(int horizon, QuantileLevels levels, double rate, float[] factors) {
    if (!(rate > 0 && rate < 1)) {
      throw new IllegalArgumentException("rate: %s (expected: above 0, below 1)".formatted(rate));
    }
    this.horizon = horizon;
    this.quantiles = levels.count();
    this.intervals = levels.medianIndex();
    this.factors = factors.clone();
    requireFactors();
    this.growth = new double[intervals];
    this.shrinkage = new double[intervals];
    for (int interval = 0; interval < intervals; interval++) {
      double promise =
          levels.level(intervals + 1 + interval) - levels.level(intervals - 1 - interval);
      growth[interval] = Math.exp(rate * promise);
      shrinkage[interval] = Math.exp(-rate * (1 - promise));
    }
  }

  public int horizon() {
    return horizon;
  }

  /** Numbers in one forecast: {@code horizon * quantiles}. */
  public int length() {
    return horizon * quantiles;
  }

  /** A copy of the state: shape [horizon, intervals], the innermost interval first. */
  public float[] factors() {
    return factors.clone();
  }

  /**
   * Moves the bounds of a forecast about its medians, an outer bound never within an inner one.
   *
   * @param values shape [horizon, quantiles], from {@code from}, ascending within a step; changed
   *     in place
   */
  public void adjust(float[] values, int from) {
    for (int step = 0; step < horizon; step++) {
      int middle = from + step * quantiles + intervals;
      float median = values[middle];
      for (int interval = 0; interval < intervals; interval++) {
        int lower = middle - 1 - interval;
        int upper = middle + 1 + interval;
        double factor = factors[step * intervals + interval];
        // In double: the distance of two floats may be none.
        float below = (float) (median + factor * ((double) values[lower] - median));
        float above = (float) (median + factor * ((double) values[upper] - median));
        values[lower] = Math.min(below, values[lower + 1]);
        values[upper] = Math.max(above, values[upper - 1]);
      }
    }
  }

  /**
   * Learns from the outcome of one step. A bound belongs to its interval; an outcome that is not a
   * number teaches nothing.
   *
   * @param step of the horizon, from 0
   * @param issued the forecast as it was issued, already adjusted: shape [horizon, quantiles], from
   *     {@code from}
   */
  public void observe(int step, float actual, float[] issued, int from) {
    if (step < 0 || step >= horizon) {
      throw new IllegalArgumentException(
          "step: %d (expected: 0 to %d)".formatted(step, horizon - 1));
    }
    if (Float.isNaN(actual)) {
      return;
    }
    int middle = from + step * quantiles + intervals;
    for (int interval = 0; interval < intervals; interval++) {
      boolean missed =
          actual < issued[middle - 1 - interval] || actual > issued[middle + 1 + interval];
      int at = step * intervals + interval;
      float moved = (float) (factors[at] * (missed ? growth[interval] : shrinkage[interval]));
      factors[at] = Math.max(MIN_FACTOR, Math.min(MAX_FACTOR, moved));
    }
  }

  private void requireFactors() {
    if (horizon < 1 || factors.length != horizon * intervals) {
      throw new IllegalArgumentException(
          "factors: %d (expected: %d steps of %d intervals)"
              .formatted(factors.length, horizon, intervals));
    }
    for (float factor : factors) {
      if (!(factor >= MIN_FACTOR && factor <= MAX_FACTOR)) {
        throw new IllegalArgumentException(
            "factor: %s (expected: %s to %s)".formatted(factor, MIN_FACTOR, MAX_FACTOR));
      }
    }
  }

  private static float[] ones(int horizon, QuantileLevels levels) {
    float[] ones = new float[Math.max(0, horizon) * levels.medianIndex()];
    Arrays.fill(ones, 1);
    return ones;
  }
}
