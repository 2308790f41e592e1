package dev.foretick.stream.cli;

import dev.foretick.model.auto.AutoChoices;
import dev.foretick.model.network.ConvBlock;
import dev.foretick.model.scaling.Normalization;
import dev.foretick.model.scaling.TargetTransform;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What counts where the user says nothing.
 *
 * @param inputSize none if the user has to say it
 * @param seasonality none if it follows from the time between two observations
 * @param frontEnd none if it follows from the input size
 */
record TrainingDefaults(
    OptionalInt inputSize,
    OptionalInt seasonality,
    Optional<List<ConvBlock>> frontEnd,
    int hidden,
    double dropout,
    TargetTransform transform,
    Normalization normalization,
    int batchSize,
    int windowStride,
    double learningRate,
    int epochs,
    int patience) {

  /** What the help of the commands states. */
  static final TrainingDefaults STANDARD =
      new TrainingDefaults(
          OptionalInt.empty(),
          OptionalInt.empty(),
          Optional.empty(),
          64,
          0.3,
          TargetTransform.NONE,
          Normalization.INSTANCE,
          256,
          2,
          1e-3,
          10,
          3);

  /** What suits the data. */
  static TrainingDefaults of(AutoChoices choices) {
    return new TrainingDefaults(
        OptionalInt.of(choices.inputSize()),
        OptionalInt.of(choices.seasonality()),
        Optional.of(choices.frontEnd()),
        choices.hidden(),
        choices.dropout(),
        choices.transform(),
        choices.normalization(),
        choices.batchSize(),
        choices.stride(),
        choices.learningRate(),
        choices.epochs(),
        choices.patience());
  }
}
