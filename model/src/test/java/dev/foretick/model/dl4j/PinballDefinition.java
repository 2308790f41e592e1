package dev.foretick.model.dl4j;

import dev.foretick.common.accuracy.Accuracy;
import dev.foretick.common.series.QuantileLevels;

/** The loss by its definition, in doubles. */
final class PinballDefinition {
  private PinballDefinition() {}

  /** Mean over steps and quantiles of one window. */
  static double loss(float[] targets, int from, double[] output, QuantileLevels levels) {
    int quantiles = levels.count();
    int horizon = output.length / quantiles;
    double sum = 0;
    for (int step = 0; step < horizon; step++) {
      double actual = targets[from + step];
      double lower = output[step];
      double upper = output[step];
      sum += Accuracy.pinball(0.5, actual, output[step]);
      for (int j = 0; j < quantiles / 2; j++) {
        int gap = horizon + step * (quantiles - 1) + j;
        lower -= Math.log(1 + Math.exp(output[gap]));
        upper += Math.log(1 + Math.exp(output[gap + quantiles / 2]));
        sum += Accuracy.pinball(levels.level(quantiles / 2 - 1 - j), actual, lower);
        sum += Accuracy.pinball(levels.level(quantiles / 2 + 1 + j), actual, upper);
      }
    }
    return sum / output.length;
  }
}
