package dev.foretick.model.baseline;

import dev.foretick.common.window.WindowBatch;
import dev.foretick.model.scaling.ScaledWindows;

/**
 * A simple way to forecast the middle of each step, without intervals yet. Thread-safe.
 *
 * @param name such as {@code naive}, {@code drift}, {@code ridge}
 * @param isNaive whether it is one of the naive forecasts that skill refers to: no part of it is
 *     learnt
 * @param rule how it forecasts
 * @param unit in what its errors are measured
 */
public record PointBaseline(String name, boolean isNaive, Rule rule, ErrorUnit unit) {
  /** A baseline whose errors are alike at all times. */
  PointBaseline(String name, boolean isNaive, Rule rule) {
    this(name, isNaive, rule, (raw, scaled, row) -> 1);
  }

  /** Forecasts one window. */
  public interface Rule {
    /**
     * Forecasts.
     *
     * @param row of the window in both batches
     * @param distances shape [horizon], from {@code to}: distances from the window's last value, in
     *     scaled units
     */
    void forecast(WindowBatch raw, ScaledWindows scaled, int row, float[] distances, int to);
  }

  /** In scaled units, the measure by which errors of different moments are alike. */
  public interface ErrorUnit {
    double of(WindowBatch raw, ScaledWindows scaled, int row);
  }

  /** Forecasts one window by the {@link #rule}. */
  public void forecast(WindowBatch raw, ScaledWindows scaled, int row, float[] distances, int to) {
    rule.forecast(raw, scaled, row, distances, to);
  }

  /** The {@link #unit} of the errors of one window. */
  public double errorUnit(WindowBatch raw, ScaledWindows scaled, int row) {
    return unit.of(raw, scaled, row);
  }
}
