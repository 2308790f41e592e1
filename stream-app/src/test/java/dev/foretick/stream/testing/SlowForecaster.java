package dev.foretick.stream.testing;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.WindowBatch;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.model.forecaster.Forecaster;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/** Repeats the last value, and takes its time for each window. */
public final class SlowForecaster implements Forecaster {
  private final WindowSpec window;
  private final QuantileLevels levels;
  private final Duration cost;

  public SlowForecaster(ModelBundle bundle, Duration cost) {
    this.window = bundle.window();
    this.levels = bundle.levels();
    this.cost = cost;
  }

  @Override
  public String name() {
    return "slow";
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
    long end = System.nanoTime() + cost.toNanos() * windows.size();
    for (int row = 0; row < windows.size(); row++) {
      int to = from + row * forecastLength();
      Arrays.fill(target, to, to + forecastLength(), windows.lastTarget(row));
    }
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }

  @Override
  public void close() {}
}
