package dev.foretick.model.baseline;

import dev.foretick.common.window.WindowBatch;
import dev.foretick.model.scaling.ScaledWindows;

/** A simple way to forecast the middle of each step, without intervals yet. Thread-safe. */
public interface PointBaseline {
  /** Such as {@code naive}, {@code drift}, {@code ridge}. */
  String name();

  /** Whether it is one of the naive forecasts that skill refers to: no part of it is learnt. */
  boolean isNaive();

  /**
   * Forecasts one window.
   *
   * @param row of the window in both batches
   * @param distances shape [horizon], from {@code to}: distances from the window's last value, in
   *     scaled units
   */
  void forecast(WindowBatch raw, ScaledWindows scaled, int row, float[] distances, int to);

  /** In scaled units, the measure by which errors of different moments are alike. */
  default double errorUnit(WindowBatch raw, ScaledWindows scaled, int row) {
    return 1;
  }
}
