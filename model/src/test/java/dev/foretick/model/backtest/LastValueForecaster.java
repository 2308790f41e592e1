package dev.foretick.model.backtest;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.WindowBatch;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.forecaster.Forecaster;
import dev.foretick.model.forecaster.QuantileForecasts;

/** Says the last value plus the step, with a fixed distance to its bounds. */
record LastValueForecaster(String name, WindowSpec windowSpec, QuantileLevels levels, float width)
    implements Forecaster {
  @Override
  public QuantileForecasts forecast(WindowBatch windows) {
    int horizon = windowSpec.horizon();
    float[] values = new float[windows.size() * horizon * 3];
    for (int i = 0; i < values.length; i++) {
      int step = i / 3 % horizon + 1;
      values[i] = windows.lastTarget(i / 3 / horizon) + step + width * (i % 3 - 1);
    }
    return new QuantileForecasts(windows.size(), horizon, 3, values);
  }

  @Override
  public void close() {}
}
