package dev.foretick.stream.bench;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.WindowBatch;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.model.forecaster.Forecaster;
import java.util.Random;

/**
 * Says the last value and a little more for each step and quantile, always the same little: no
 * computing, but messages with as many digits as a model's, which are as long and compress as
 * badly. What a loop does with it is all that it can do at most.
 */
final class RepeatingForecaster implements Forecaster {
  private final String name;
  private final WindowSpec window;
  private final QuantileLevels levels;

  /** Shape [horizon, quantiles], ascending. */
  private final float[] offsets;

  /** Stands in for a model. */
  RepeatingForecaster(ModelBundle bundle) {
    this.name = bundle.modelName();
    this.window = bundle.window();
    this.levels = bundle.levels();
    this.offsets = new float[window.horizon() * levels.count()];
    Random random = new Random(1);
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = (i % levels.count()) + random.nextFloat();
    }
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
  public void forecastInto(WindowBatch windows, float[] target, int from) {
    for (int row = 0; row < windows.size(); row++) {
      float last = windows.lastTarget(row);
      int to = from + row * offsets.length;
      for (int i = 0; i < offsets.length; i++) {
        target[to + i] = last + offsets[i];
      }
    }
  }

  @Override
  public void close() {}
}
