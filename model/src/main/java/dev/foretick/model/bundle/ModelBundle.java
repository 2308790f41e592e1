package dev.foretick.model.bundle;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.dataset.SeriesSchema;
import dev.foretick.model.scaling.WindowScaling;
import dev.foretick.model.trained.TrainedModel;
import dev.foretick.model.training.TrainingReport;

/**
 * Everything that a server needs to forecast, and everything that a user needs to trust it.
 *
 * @param onnxGraph the whole model as an ONNX file, from raw windows to raw quantiles, so that a
 *     server needs nothing of what trained it
 */
public record ModelBundle(
    TrainedModel model,
    SeriesSchema schema,
    TrainingReport report,
    Provenance provenance,
    byte[] onnxGraph) {

  /**
   * Takes the parts after checking that they fit each other.
   *
   * @throws IllegalArgumentException with the first part that does not
   */
  public ModelBundle {
    onnxGraph = onnxGraph.clone();
    if (schema.channels() != model.window().channels()) {
      throw new IllegalArgumentException(
          "channels of the schema: %d (expected: %d)"
              .formatted(schema.channels(), model.window().channels()));
    }
    if (onnxGraph.length == 0) {
      throw new IllegalArgumentException("ONNX graph: empty (expected: a graph)");
    }
  }

  /** {@code cnn-lstm} or {@code lstm}, and what was blended into it. */
  public String modelName() {
    return model.name();
  }

  public WindowSpec window() {
    return model.window();
  }

  public QuantileLevels levels() {
    return model.levels();
  }

  public WindowScaling scaling() {
    return model.scaling();
  }

  @Override
  public byte[] onnxGraph() {
    return onnxGraph.clone();
  }
}
