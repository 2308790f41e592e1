package dev.foretick.model.training;

import java.util.List;

/**
 * What training did, and how the model does beside the baselines on the test split.
 *
 * @param series how many series there were
 * @param trainingWindows windows of the training part, of which an epoch takes every stride-th
 * @param validationWindows windows that choose the epoch and calibrate the intervals
 * @param testWindows windows of {@code results}, which neither saw
 * @param seasonality steps of the seasonal naive baseline
 * @param seed of every random choice
 * @param bestEpoch whose weights the model has
 * @param seconds that training took
 * @param results the model first, then the baselines
 * @param notes what validation chose, one sentence each
 */
public record TrainingReport(
    int series,
    int trainingWindows,
    int validationWindows,
    int testWindows,
    int seasonality,
    long seed,
    List<EpochResult> epochs,
    int bestEpoch,
    double seconds,
    List<ForecasterResult> results,
    List<String> notes) {
  public TrainingReport {
    notes = List.copyOf(notes);
    epochs = List.copyOf(epochs);
    results = List.copyOf(results);
  }
}
