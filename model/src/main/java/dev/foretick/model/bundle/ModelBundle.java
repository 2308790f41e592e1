package dev.foretick.model.bundle;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.dataset.SeriesSchema;
import dev.foretick.model.interval.IntervalCalibration;
import dev.foretick.model.network.NetworkSpec;
import dev.foretick.model.network.NetworkWeights;
import dev.foretick.model.scaling.WindowScaling;
import dev.foretick.model.training.TrainingReport;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Everything that a server needs to forecast, and everything that a user needs to trust it.
 *
 * @param onnxGraph the whole model as an ONNX file, from raw windows to raw quantiles, so that a
 *     server needs nothing of what trained it
 */
public record ModelBundle(
    WindowSpec window,
    SeriesSchema schema,
    NetworkSpec network,
    NetworkWeights weights,
    WindowScaling scaling,
    QuantileLevels levels,
    IntervalCalibration calibration,
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
    require("channels of the schema", schema.channels(), window.channels());
    require("scaled covariates", scaling.covariateMeans().length, window.channels() - 1);
    require("calibrated steps", calibration.horizon(), window.horizon());
    for (float[][] intervals : calibration.conformityScores()) {
      require("calibrated intervals", intervals.length, levels.count() / 2);
    }
    if (onnxGraph.length == 0) {
      throw new IllegalArgumentException("ONNX graph: empty (expected: a graph)");
    }
    requireShapes(weights, NetworkWeights.shapes(network, window, levels.count()));
    network.lstmSteps(window.inputSize());
  }

  /** {@code cnn-lstm} or {@code lstm}. */
  public String modelName() {
    return network.name();
  }

  @Override
  public byte[] onnxGraph() {
    return onnxGraph.clone();
  }

  private static void requireShapes(NetworkWeights weights, Map<String, int[]> expected) {
    if (!weights.names().equals(List.copyOf(expected.keySet()))) {
      throw new IllegalArgumentException(
          "weights: %s (expected: %s)".formatted(weights.names(), expected.keySet()));
    }
    expected.forEach(
        (name, shape) -> {
          if (!Arrays.equals(weights.get(name).shape(), shape)) {
            throw new IllegalArgumentException(
                "weights: '%s' is %s (expected: shape %s)"
                    .formatted(name, weights.get(name), Arrays.toString(shape)));
          }
        });
  }

  private static void require(String what, int found, int expected) {
    if (found != expected) {
      throw new IllegalArgumentException("%s: %d (expected: %d)".formatted(what, found, expected));
    }
  }
}
