package dev.foretick.model.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.foretick.common.window.WindowBatch;
import dev.foretick.model.forecaster.QuantileForecasts;
import java.util.Arrays;

/** Whether two forecasts of the same windows agree. */
public final class Agreement {
  private Agreement() {}

  /**
   * Asserts that forecasts are the expected ones and never descend. Measured against how far the
   * forecasts of a window move from its last value, which is stricter than against the value itself
   * and does not depend on the level of the series.
   *
   * @param expected shape [size, horizon, quantiles] in raw units
   * @param share tolerance as a share of the window's largest move, beyond what a float of the
   *     window's level resolves
   */
  public static void assertAgree(
      QuantileForecasts found, double[][][] expected, WindowBatch windows, double share) {
    for (int row = 0; row < expected.length; row++) {
      double tolerance = tolerance(expected[row], windows.lastTarget(row), share);
      for (int step = 1; step <= expected[row].length; step++) {
        for (int i = 0; i < expected[row][step - 1].length; i++) {
          assertThat((double) found.value(row, step, i))
              .as("row %d, step %d, quantile %d", row, step, i)
              .isCloseTo(expected[row][step - 1][i], within(tolerance));
          if (i > 0) {
            assertThat(found.value(row, step, i))
                .isGreaterThanOrEqualTo(found.value(row, step, i - 1));
          }
        }
      }
    }
  }

  private static double tolerance(double[][] expected, float last, double share) {
    double move =
        Arrays.stream(expected)
            .flatMapToDouble(Arrays::stream)
            .map(value -> Math.abs(value - last))
            .max()
            .orElseThrow();
    return share * move + 2 * Math.ulp(Math.abs(last) + (float) move);
  }
}
