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

  public TrainingOptions {
    network.lstmSteps(window.inputSize());
    if (seasonality < 1) {
      throw new IllegalArgumentException("seasonality: %d (expected: >= 1)".formatted(seasonality));
    }
  }
}
