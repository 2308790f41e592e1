package dev.foretick.common.series;

import java.time.Instant;
import java.util.Arrays;

/**
 * The forecast for one future moment, in the units of the series.
 *
 * @param step how many steps after the cutoff, from 1
 * @param time the moment that the forecast is for
 * @param quantiles one value for each of the forecast's {@link QuantileLevels}, never descending
 */
public record ForecastStep(int step, Instant time, float[] quantiles) {
  public ForecastStep {
    quantiles = quantiles.clone();
    if (step < 1) {
      throw new IllegalArgumentException("step: %d (expected: >= 1)".formatted(step));
    }
    if (quantiles.length == 0) {
      throw new IllegalArgumentException("quantiles: none (expected: at least the median)");
    }
  }

  /** The point forecast: the median. */
  public float yhat() {
    return quantiles[quantiles.length / 2];
  }

  public float lower() {
    return quantiles[0];
  }

  public float upper() {
    return quantiles[quantiles.length - 1];
  }

  public float quantile(int index) {
    return quantiles[index];
  }

  @Override
  public float[] quantiles() {
    return quantiles.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ForecastStep that
        && step == that.step
        && time.equals(that.time)
        && Arrays.equals(quantiles, that.quantiles);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * step + time.hashCode()) + Arrays.hashCode(quantiles);
  }

  @Override
  public String toString() {
    return "ForecastStep[%d %s %s]".formatted(step, time, Arrays.toString(quantiles));
  }
}
