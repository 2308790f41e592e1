package dev.foretick.model.baseline;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.WindowBatch;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.forecaster.Forecaster;
import dev.foretick.model.scaling.ScaledWindows;
import dev.foretick.model.scaling.WindowScaler;

/** A baseline with intervals from its own errors on the validation part, by group of series. */
public final class CalibratedBaseline implements Forecaster {
  private final PointBaseline baseline;
  private final WindowSpec window;
  private final QuantileLevels levels;
  private final WindowScaler scaler;

  /** Shape [groups][horizon][quantiles], in error units. */
  private final float[][][] errorQuantiles;

  /**
   * Makes a forecaster for windows of one shape.
   *
   * @param errorQuantiles shape [groups][horizon][quantiles]: quantiles of the errors, in the
   *     baseline's error units
   */
  public CalibratedBaseline(
      PointBaseline baseline,
      WindowSpec window,
      QuantileLevels levels,
      WindowScaler scaler,
      float[][][] errorQuantiles) {
    this.baseline = baseline;
    this.window = window;
    this.levels = levels;
    this.scaler = scaler;
    this.errorQuantiles = errorQuantiles;
  }

  @Override
  public String name() {
    return baseline.name();
  }

  /** Whether it is one of the naive forecasts that skill refers to. */
  public boolean isNaive() {
    return baseline.isNaive();
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
    windows.requireWindowsOf(window);
    ScaledWindows scaled = scaler.scale(windows);
    float[] distances = new float[window.horizon()];
    int at = from;
    for (int row = 0; row < windows.size(); row++) {
      float[][] errors = errorQuantiles[windows.group(row)];
      double unit = baseline.errorUnit(windows, scaled, row);
      baseline.forecast(windows, scaled, row, distances, 0);
      for (int step = 0; step < window.horizon(); step++) {
        for (int i = 0; i < levels.count(); i++) {
          float distance = (float) (distances[step] + unit * errors[step][i]);
          target[at++] = scaler.unscale(distance, scaled.anchors()[row], scaled.scales()[row]);
        }
      }
    }
  }

  @Override
  public void close() {}
}
