package dev.foretick.model.baseline;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.WindowBatch;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.forecaster.Forecaster;
import dev.foretick.model.forecaster.QuantileForecasts;
import dev.foretick.model.scaling.WindowScaler;
import dev.foretick.model.scaling.WindowScaling;
import java.nio.FloatBuffer;

/** Repeats the last season, with intervals from its own errors. */
public final class SeasonalNaiveForecaster implements Forecaster {
  public static final String NAME = "seasonal-naive";

  private final WindowSpec window;
  private final QuantileLevels levels;
  private final WindowScaler scaler;
  private final float[][] residualQuantiles;
  private final int period;

  /**
   * Makes a forecaster for windows of one shape.
   *
   * @param residualQuantiles shape [horizon][quantiles]: quantiles of the errors in scaled units
   * @param period steps of a season; a window must hold one
   */
  public SeasonalNaiveForecaster(
      WindowSpec window,
      QuantileLevels levels,
      WindowScaling scaling,
      float[][] residualQuantiles,
      int period) {
    if (period < 1 || period > window.inputSize()) {
      throw new IllegalArgumentException(
          "seasonality: %d (expected: 1 to the input-size %d)"
              .formatted(period, window.inputSize()));
    }
    this.window = window;
    this.levels = levels;
    this.scaler = new WindowScaler(scaling, window);
    this.residualQuantiles = residualQuantiles;
    this.period = period;
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
  public QuantileForecasts forecast(WindowBatch windows) {
    FloatBuffer values = windows.values();
    float[] quantiles = new float[windows.size() * window.horizon() * levels.count()];
    int at = 0;
    for (int row = 0; row < windows.size(); row++) {
      int from = row * window.windowLength();
      int end = from + window.inputSize();
      double scale = scaler.scaleOf(values.duplicate().limit(end).position(from));
      for (int step = 0; step < window.horizon(); step++) {
        float point = values.get(end - period + step % period);
        for (int i = 0; i < levels.count(); i++) {
          quantiles[at++] = scaler.unscale(residualQuantiles[step][i], point, scale);
        }
      }
    }
    return new QuantileForecasts(windows.size(), window.horizon(), levels.count(), quantiles);
  }

  @Override
  public void close() {}
}
