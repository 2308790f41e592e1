package dev.foretick.model.backtest;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.WindowBatch;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.forecaster.Forecaster;

/** Says the last value plus the step, with a fixed distance to its bounds. */
record LastValueForecaster(String name, WindowSpec windowSpec, QuantileLevels levels, float width)
    implements Forecaster {
  @Override
  public void forecastInto(WindowBatch windows, float[] target, int from) {
    int horizon = windowSpec.horizon();
    for (int i = 0; i < windows.size() * horizon * 3; i++) {
      int step = i / 3 % horizon + 1;
      target[from + i] = windows.lastTarget(i / 3 / horizon) + step + width * (i % 3 - 1);
    }
  }

  @Override
  public void close() {}
}
