package dev.foretick.model.trained;

import dev.foretick.common.series.PointForecast;
import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.network.NetworkSpec;
import dev.foretick.model.network.NetworkWeights;
import dev.foretick.model.scaling.WindowScaling;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Everything that turns raw windows into forecasts.
 *
 * @param name what forecasts call it: {@code cnn-lstm}, or {@code cnn-lstm+ridge} if a ridge
 *     regression was blended into its highway
 * @param point what the middle of each forecast is
 */
public record TrainedModel(
    String name,
    WindowSpec window,
    NetworkSpec network,
    NetworkWeights weights,
    WindowScaling scaling,
    QuantileLevels levels,
    PointForecast point,
    SeriesGroups groups) {

  /**
   * Takes the parts after checking that they fit each other.
   *
   * @throws IllegalArgumentException with the first part that does not
   */
  public TrainedModel {
    require("scaled covariates", scaling.covariateMeans().length, window.channels() - 1);
    require("calibrated steps", groups.horizon(), window.horizon());
    for (int group = 0; group < groups.count(); group++) {
      require(
          "calibrated intervals",
          groups.group(group).calibration().intervals(),
          levels.count() / 2);
    }
    if (groups.isSeasonal() && groups.period() > window.inputSize()) {
      throw new IllegalArgumentException(
          "period: %d (expected: 1 to the input-size %d)"
              .formatted(groups.period(), window.inputSize()));
    }
    requireShapes(weights, NetworkWeights.shapes(network, window, levels.count()));
    network.lstmSteps(window.inputSize());
  }

  /** What forecasts of a group say in {@code model_used}. */
  public String nameUsed(int group) {
    return groups.group(group).blend().nameWith(name);
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
