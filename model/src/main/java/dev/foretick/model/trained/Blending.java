package dev.foretick.model.trained;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.WindowBatch;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.scaling.ScaledWindows;
import dev.foretick.model.scaling.WindowScaler;

/** Moves a model's quantiles to where the {@link Blend} of its window's group puts their middle. */
public final class Blending {
  private final SeriesGroups groups;
  private final WindowScaler scaler;
  private final WindowSpec window;
  private final int quantiles;

  public Blending(
      SeriesGroups groups, WindowScaler scaler, WindowSpec window, QuantileLevels levels) {
    this.groups = groups;
    this.scaler = scaler;
    this.window = window;
    this.quantiles = levels.count();
  }

  /**
   * Blends one window's forecast; the distances between its quantiles stay.
   *
   * @param row of the window in both batches
   * @param values shape [horizon, quantiles], in scaled units, from {@code from}; changed in place
   */
  public void blend(WindowBatch raw, ScaledWindows scaled, int row, float[] values, int from) {
    Blend blend = groups.group(raw.group(row)).blend();
    if (!blend.mixed()) {
      return;
    }
    int end = row * window.windowLength() + window.inputSize();
    for (int step = 0; step < window.horizon(); step++) {
      int first = from + step * quantiles;
      float middle = values[first + quantiles / 2];
      float target = blend.network() * middle;
      if (blend.seasonal() > 0) {
        float season = raw.values().get(end - groups.period() + step % groups.period());
        target +=
            blend.seasonal() * scaler.distance(season, scaled.anchors()[row], scaled.scales()[row]);
      }
      for (int i = 0; i < quantiles; i++) {
        values[first + i] += target - middle;
      }
    }
  }
}
