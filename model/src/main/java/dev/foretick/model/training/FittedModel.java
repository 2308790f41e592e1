package dev.foretick.model.training;

import dev.foretick.model.baseline.CalibratedBaseline;
import dev.foretick.model.trained.TrainedModel;
import java.util.List;

/**
 * What training makes.
 *
 * @param baselines fitted and calibrated on the same data as the model, to compare it with
 * @param fit how it went
 * @param notes what a user should know of the choices that validation made, one sentence each
 */
public record FittedModel(
    TrainedModel model, List<CalibratedBaseline> baselines, FitSummary fit, List<String> notes) {
  public FittedModel {
    baselines = List.copyOf(baselines);
    notes = List.copyOf(notes);
  }

  /**
   * How training went.
   *
   * @param trainingWindows windows of the training part, of which an epoch takes every stride-th
   * @param validationWindows windows that choose the epoch and calibrate the intervals
   * @param bestEpoch whose weights the model has
   * @param seconds that training took
   */
  public record FitSummary(
      int trainingWindows,
      int validationWindows,
      List<EpochResult> epochs,
      int bestEpoch,
      double seconds) {
    public FitSummary {
      epochs = List.copyOf(epochs);
    }
  }
}
