package dev.foretick.model.forecaster;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.WindowBatch;
import dev.foretick.common.window.WindowSpec;

/**
 * Forecasts batches of windows: raw units in, raw units out. Not thread-safe: each loop owns its
 * own.
 */
public interface Forecaster extends AutoCloseable {
  /** The name that forecasts and metrics carry, such as {@code cnn-lstm} or {@code naive}. */
  String name();

  WindowSpec windowSpec();

  QuantileLevels levels();

  /**
   * Forecasts every window of the batch in one call of the runtime.
   *
   * @param windows shape [size, channels, inputSize], in raw units; at least one
   * @return shape [size, horizon, quantiles], in raw units of the target; quantiles of a step never
   *     descend. A window that has no forecast, such as the log returns of a negative price, makes
   *     its own row not finite and no other: see {@link QuantileForecasts#isFinite}
   * @throws ForecastFailedException if the runtime fails
   */
  QuantileForecasts forecast(WindowBatch windows);

  /**
   * The same into an array of the caller's.
   *
   * @param target takes shape [size, horizon, quantiles] from {@code from} on
   */
  default void forecastInto(WindowBatch windows, float[] target, int from) {
    forecast(windows).copyTo(target, from);
  }

  @Override
  void close();
}
