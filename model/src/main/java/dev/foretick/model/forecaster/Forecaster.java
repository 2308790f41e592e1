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
   * Forecasts every window of the batch.
   *
   * @param windows shape [size, channels, inputSize], in raw units; at least one
   * @param target takes shape [size, horizon, quantiles] from {@code from} on, in raw units of the
   *     target; quantiles of a step never descend. A window that has no forecast, such as the log
   *     returns of a negative price, makes its own row not finite and no other
   * @throws ForecastFailedException if the runtime fails; what the target holds then is undefined
   */
  void forecastInto(WindowBatch windows, float[] target, int from);

  /** The same into an array of its own. */
  default QuantileForecasts forecast(WindowBatch windows) {
    float[] values = new float[Math.multiplyExact(windows.size(), forecastLength())];
    forecastInto(windows, values, 0);
    return new QuantileForecasts(windows.size(), windowSpec().horizon(), levels().count(), values);
  }

  /** Floats of one forecast: {@code horizon * quantiles}. */
  default int forecastLength() {
    return windowSpec().horizon() * levels().count();
  }

  @Override
  void close();
}
