package dev.foretick.stream.training;

import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.model.bundle.Provenance;
import dev.foretick.model.dataset.SeriesData;
import dev.foretick.model.dataset.SeriesSchema;
import dev.foretick.model.onnx.OnnxExporter;
import dev.foretick.model.training.TrainedModel;
import dev.foretick.model.training.Trainer;
import dev.foretick.model.training.TrainingOptions;
import dev.foretick.stream.terminal.Terminal;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Trains a model and puts all that belongs to it into one bundle.
 *
 * @param schema what the histories' values mean
 * @param data the histories' origin, as the user named it
 * @param dataSha256 of the file they came from in hex, empty if from none
 * @param softwareVersion of Foretick
 */
public record ModelTraining(
    TrainingOptions options,
    SeriesSchema schema,
    String data,
    String dataSha256,
    String softwareVersion) {

  /**
   * Trains with progress on {@code terminal}.
   *
   * @param cancelled asked again and again; true ends the training
   * @throws java.util.concurrent.CancellationException if it was cancelled
   */
  public ModelBundle run(List<SeriesData> histories, Terminal terminal, BooleanSupplier cancelled) {
    try (TrainingProgress progress = new TrainingProgress(terminal, cancelled)) {
      return bundle(new Trainer(options, progress).train(histories));
    }
  }

  private ModelBundle bundle(TrainedModel model) {
    Provenance provenance =
        Provenance.of(model.weights(), Instant.now(), softwareVersion, data, dataSha256);
    byte[] graph =
        OnnxExporter.export(
            options.window(),
            schema,
            options.network(),
            model.weights(),
            model.scaling(),
            options.levels(),
            model.calibration(),
            provenance.modelVersion());
    return new ModelBundle(
        options.window(),
        schema,
        options.network(),
        model.weights(),
        model.scaling(),
        options.levels(),
        model.calibration(),
        model.report(),
        provenance,
        graph);
  }
}
