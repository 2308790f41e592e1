package dev.foretick.stream.bench;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.WindowBatch;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.model.forecaster.Forecaster;
import dev.foretick.model.forecaster.QuantileForecasts;
import java.util.Arrays;

/**
 * Says the last value for every step and quantile: messages of the same form as a model's, and no
 * computing. What a loop does with it is all that it can do at most.
 */
final class RepeatingForecaster implements Forecaster {
  private final String name;
  private final WindowSpec window;
  private final QuantileLevels levels;

  /** Stands in for a model. */
  RepeatingForecaster(ModelBundle bundle) {
    this.name = bundle.modelName();
    this.window = bundle.window();
    this.levels = bundle.levels();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public WindowSpec windowSpec() {
    return window;
  }

  @Override
  public QuantileLevels levels() {
    return levels;
  }

  @Override
  public QuantileForecasts forecast(WindowBatch windows) {
    int length = window.horizon() * levels.count();
    float[] values = new float[Math.multiplyExact(windows.size(), length)];
    for (int row = 0; row < windows.size(); row++) {
      Arrays.fill(values, row * length, (row + 1) * length, windows.lastTarget(row));
    }
    return new QuantileForecasts(windows.size(), window.horizon(), levels.count(), values);
  }

  @Override
  public void close() {}
}
