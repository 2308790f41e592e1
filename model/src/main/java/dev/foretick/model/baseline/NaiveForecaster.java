package dev.foretick.model.baseline;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.SlidingWindow;
import dev.foretick.common.window.WindowBatch;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.forecaster.Forecaster;
import dev.foretick.model.scaling.WindowScaler;
import dev.foretick.model.scaling.WindowScaling;
import java.nio.FloatBuffer;

/**
 * Repeats the last value, with intervals from its own errors. It needs no full window, so it also
 * stands in while a series warms up.
 */
public final class NaiveForecaster implements Forecaster {
  public static final String NAME = "naive";

  private final WindowSpec window;
  private final QuantileLevels levels;
  private final WindowScaler scaler;
  private final float[][] residualQuantiles;
  private final FloatBuffer scratch;

  /**
   * Makes a forecaster for windows of one shape.
   *
   * @param residualQuantiles shape [horizon][quantiles]: quantiles of the errors in scaled units,
   *     as {@link dev.foretick.model.interval.IntervalCalibration#naiveQuantiles} says
   */
  public NaiveForecaster(
      WindowSpec window,
      QuantileLevels levels,
      WindowScaling scaling,
      float[][] residualQuantiles) {
    this.window = window;
    this.levels = levels;
    this.scaler = new WindowScaler(scaling, window);
    this.residualQuantiles = residualQuantiles;
    this.scratch = FloatBuffer.allocate(window.windowLength());
  }

  @Override
  public String name() {
    return NAME;
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
    FloatBuffer values = windows.values();
    for (int row = 0; row < windows.size(); row++) {
      int start = row * window.windowLength();
      FloatBuffer series = values.duplicate().limit(start + window.inputSize()).position(start);
      write(series, target, from + row * forecastLength());
    }
  }

  /**
   * Forecasts from a window that may not be full.
   *
   * @param partial holds at least one observation
   * @param quantiles takes shape [horizon, quantiles], in raw units, from {@code from} on
   */
  public void forecast(SlidingWindow partial, float[] quantiles, int from) {
    if (partial.size() == 0) {
      throw new IllegalArgumentException("window: empty (expected: at least 1 observation)");
    }
    partial.copyTo(scratch.clear());
    write(scratch.position(0).limit(partial.size()), quantiles, from);
  }

  @Override
  public void close() {}

  private void write(FloatBuffer series, float[] quantiles, int to) {
    float last = series.get(series.limit() - 1);
    double scale = scaler.scaleOf(series);
    for (int step = 0; step < window.horizon(); step++) {
      for (int i = 0; i < levels.count(); i++) {
        quantiles[to + step * levels.count() + i] =
            scaler.unscale(residualQuantiles[step][i], last, scale);
      }
    }
  }
}
