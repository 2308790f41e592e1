package dev.foretick.model.training;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.dataset.TimeSplit;
import dev.foretick.model.network.NetworkSpec;
import dev.foretick.model.scaling.Normalization;
import dev.foretick.model.scaling.TargetTransform;

/**
 * What to train and how.
 *
 * @param seasonality steps of a season, for the seasonal naive baseline and the scale of MASE; 1
 *     for none
 */
public record TrainingOptions(
    WindowSpec window,
    NetworkSpec network,
    TargetTransform transform,
    Normalization normalization,
    QuantileLevels levels,
    TrainingSchedule schedule,
    TimeSplit split,
    int seasonality) {

  /** The widest interval that the kept calibration residuals can speak for, in percent. */
  public static final double MAX_INTERVAL_PERCENT = 99;

  public TrainingOptions {
    network.lstmSteps(window.inputSize());
    if (levels.intervalPercent() > MAX_INTERVAL_PERCENT) {
      throw new IllegalArgumentException(
          "levels: %s %% (expected: up to %s %%, which is as far as calibration can promise)"
              .formatted(levels.intervalPercent(), MAX_INTERVAL_PERCENT));
    }
    if (seasonality < 1) {
      throw new IllegalArgumentException("seasonality: %d (expected: >= 1)".formatted(seasonality));
    }
  }
}
