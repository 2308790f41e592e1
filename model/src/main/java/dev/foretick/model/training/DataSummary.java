package dev.foretick.model.training;

/**
 * What there is to learn from.
 *
 * @param series how many series there are
 * @param skippedSeries how many of them are too short to have a training window
 * @param trainingWindows windows of the training part, of which an epoch takes every stride-th
 * @param validationWindows windows of the validation part
 */
public record DataSummary(
    int series, int skippedSeries, int trainingWindows, int validationWindows) {}
