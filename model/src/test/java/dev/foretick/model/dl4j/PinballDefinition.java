package dev.foretick.model.dl4j;

import dev.foretick.common.accuracy.Accuracy;
import dev.foretick.common.series.PointForecast;
import dev.foretick.common.series.QuantileLevels;

/** The loss by its definition, in doubles. */
final class PinballDefinition {
  private PinballDefinition() {}

  /** Mean over steps and quantiles of one window. */
  static double loss(
      float[] targets, int from, double[] output, QuantileLevels levels, PointForecast point) {
    return loss(targets, from, output, output, levels, point);
  }

  /**
   * The loss by what the network says, once for the middles and once for what the other quantiles
   * start from.
   *
   * @param starts shape of {@code output}: its medians are where the other quantiles start
   */
  static double loss(
      float[] targets,
      int from,
      double[] output,
      double[] starts,
      QuantileLevels levels,
      PointForecast point) {
    int quantiles = levels.count();
    int horizon = output.length / quantiles;
    double sum = 0;
    for (int step = 0; step < horizon; step++) {
      double actual = targets[from + step];
      double lower = starts[step];
      double upper = starts[step];
      sum += quantiles * middle(actual - output[step], point);
      for (int j = 0; j < quantiles / 2; j++) {
        int gap = horizon + step * (quantiles - 1) + j;
        lower -= Math.log(1 + Math.exp(output[gap]));
        upper += Math.log(1 + Math.exp(output[gap + quantiles / 2]));
        sum += Accuracy.pinball(levels.level(quantiles / 2 - 1 - j), actual, lower);
        sum += Accuracy.pinball(levels.level(quantiles / 2 + 1 + j), actual, upper);
      }
    }
    return sum / (horizon * (2.0 * quantiles - 1));
  }

  private static double middle(double error, PointForecast point) {
    double size = Math.abs(error);
    return switch (point) {
      case MEDIAN -> size / 2;
      case MEAN -> size <= 5 ? size * size / 2 : 5 * (size - 2.5);
    };
  }
}
