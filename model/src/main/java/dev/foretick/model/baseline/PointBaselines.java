package dev.foretick.model.baseline;

import dev.foretick.common.window.WindowBatch;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.linear.LinearMap;
import dev.foretick.model.scaling.RecentChanges;
import dev.foretick.model.scaling.ScaledWindows;
import dev.foretick.model.scaling.WindowScaler;
import java.util.Arrays;

/** The baselines that a model has to beat. */
public final class PointBaselines {
  /** Of a window that stands still: errors cannot be measured in units of nothing. */
  private static final double LEAST_UNIT = 1e-3;

  private PointBaselines() {}

  /** Repeats the last value. */
  public static PointBaseline naive(WindowSpec window) {
    return new PointBaseline(NaiveForecaster.NAME, true, lastValue(window));
  }

  /**
   * Repeats the last value, with intervals as wide as the series moves at present: errors are
   * measured in units of an exponentially weighted volatility (RiskMetrics 1996).
   */
  public static PointBaseline ewma(WindowSpec window, WindowScaler scaler) {
    return new PointBaseline(
        "naive-ewma",
        true,
        lastValue(window),
        (raw, scaled, row) -> volatility(window, scaler, raw, scaled, row));
  }

  /**
   * Repeats the last season.
   *
   * @param period steps of a season; the window holds one
   */
  public static PointBaseline seasonalNaive(WindowSpec window, WindowScaler scaler, int period) {
    if (period < 1 || period > window.inputSize()) {
      throw new IllegalArgumentException(
          "seasonality: %d (expected: 1 to the input-size %d)"
              .formatted(period, window.inputSize()));
    }
    return new PointBaseline(
        "seasonal-naive",
        true,
        (raw, scaled, row, distances, to) -> {
          int season = row * window.windowLength() + window.inputSize() - period;
          for (int step = 0; step < window.horizon(); step++) {
            distances[to + step] =
                scaler.distance(
                    raw.values().get(season + step % period),
                    scaled.anchors()[row],
                    scaled.scales()[row]);
          }
        });
  }

  /**
   * Goes on from the last value as the window went on average, from its first value to its last.
   */
  public static PointBaseline drift(WindowSpec window, WindowScaler scaler) {
    return new PointBaseline(
        "drift",
        true,
        (raw, scaled, row, distances, to) -> {
          float first = raw.values().get(row * window.windowLength());
          // In scaled units, so that prices of which logarithms are taken grow by a constant share.
          double way = -scaler.distance(first, scaled.anchors()[row], scaled.scales()[row]);
          double slope = window.inputSize() > 1 ? way / (window.inputSize() - 1) : 0;
          for (int step = 0; step < window.horizon(); step++) {
            distances[to + step] = (float) (slope * (step + 1));
          }
        });
  }

  /** A ridge regression (Hoerl and Kennard 1970) from the scaled window to the horizon. */
  public static PointBaseline ridge(WindowSpec window, LinearMap map) {
    return new PointBaseline(
        "ridge",
        false,
        (raw, scaled, row, distances, to) ->
            map.apply(scaled.values(), row * window.windowLength(), distances, to));
  }

  private static PointBaseline.Rule lastValue(WindowSpec window) {
    return (raw, scaled, row, distances, to) ->
        Arrays.fill(distances, to, to + window.horizon(), 0);
  }

  private static double volatility(
      WindowSpec window, WindowScaler scaler, WindowBatch raw, ScaledWindows scaled, int row) {
    int from = row * window.windowLength();
    RecentChanges changes = new RecentChanges();
    for (int t = from + 1; t < from + window.inputSize(); t++) {
      changes.add(
          scaler.distance(raw.values().get(t), raw.values().get(t - 1), scaled.scales()[row]));
    }
    // Not Math.max, which would pass NaN on.
    return changes.size() > LEAST_UNIT ? changes.size() : LEAST_UNIT;
  }
}
