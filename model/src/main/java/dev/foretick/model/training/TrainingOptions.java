package dev.foretick.model.training;

import dev.foretick.common.series.PointForecast;
import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.network.NetworkSpec;
import dev.foretick.model.scaling.Normalization;
import dev.foretick.model.scaling.TargetTransform;
import java.util.Locale;

/**
 * What to train and how.
 *
 * @param point what the middle of a forecast is trained to be
 * @param blending what else may have a share in the forecasts
 * @param seasonality steps of a season, for the seasonal naive baseline and the scale of MASE; 1
 *     for none
 */
public record TrainingOptions(
    WindowSpec window,
    NetworkSpec network,
    TargetTransform transform,
    Normalization normalization,
    QuantileLevels levels,
    PointForecast point,
    TrainingSchedule schedule,
    Blending blending,
    int seasonality) {

  /**
   * What may be mixed into the model's point forecasts where it is better on the validation part.
   */
  public enum Blending {
    /** Nothing: the network as it is. */
    NONE,
    /** The best naive forecast, for series whose naive forecast the network does not beat. */
    NAIVE,
    /** A ridge regression as well, for all series alike. */
    RIDGE;

    /** The name in options. */
    public String optionName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

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
