package dev.foretick.model.forecaster;

import java.util.Arrays;
import java.util.Objects;

/**
 * The forecasts of one batch in raw units, shape [size, horizon, quantiles]. Owns the array it is
 * given.
 */
public final class QuantileForecasts {
  private final int size;
  private final int horizon;
  private final int quantiles;
  private final float[] values;

  /**
   * Wraps the forecasts of a batch.
   *
   * @param values shape [size, horizon, quantiles]; not copied
   */
  public QuantileForecasts(int size, int horizon, int quantiles, float[] values) {
    if (values.length != Math.multiplyExact(Math.multiplyExact(size, horizon), quantiles)) {
      throw new IllegalArgumentException(
          "values: %d (expected: %d x %d x %d)".formatted(values.length, size, horizon, quantiles));
    }
    this.size = size;
    this.horizon = horizon;
    this.quantiles = quantiles;
    this.values = values;
  }

  public int size() {
    return size;
  }

  public int horizon() {
    return horizon;
  }

  public int quantiles() {
    return quantiles;
  }

  /** One value: row of the batch from 0, step from 1, quantile from 0. */
  public float value(int row, int step, int quantile) {
    return values[indexOf(row, step) + Objects.checkIndex(quantile, quantiles)];
  }

  /** The point forecast: row of the batch from 0, step from 1. */
  public float median(int row, int step) {
    return values[indexOf(row, step) + quantiles / 2];
  }

  /** All quantiles of one step: row of the batch from 0, step from 1. */
  public float[] quantiles(int row, int step) {
    int from = indexOf(row, step);
    return Arrays.copyOfRange(values, from, from + quantiles);
  }

  /** Puts one row, shape [horizon, quantiles], into {@code target} from {@code from} on. */
  public void copyRow(int row, float[] target, int from) {
    System.arraycopy(values, indexOf(row, 1), target, from, horizon * quantiles);
  }

  /** Whether every value of a row is finite, without which it must not be published. */
  public boolean isFinite(int row) {
    int from = indexOf(row, 1);
    for (int i = from; i < from + horizon * quantiles; i++) {
      if (!Float.isFinite(values[i])) {
        return false;
      }
    }
    return true;
  }

  private int indexOf(int row, int step) {
    Objects.checkIndex(row, size);
    Objects.checkIndex(step - 1, horizon);
    return (row * horizon + step - 1) * quantiles;
  }
}
