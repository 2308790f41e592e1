package dev.foretick.stream.reload;

import dev.foretick.common.window.Window;
import dev.foretick.common.window.WindowBatch;
import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.model.forecaster.ForecastFailedException;
import dev.foretick.model.forecaster.Forecaster;
import dev.foretick.model.forecaster.QuantileForecasts;
import java.util.Arrays;

/**
 * Tries a model before it is let at what people send: a target that stands still, beside covariates
 * at their means, is a window that every model must know an answer to.
 */
public final class ProbeWindows {
  /** More groups than these are tried by the stream. */
  private static final int MAX_GROUPS = 32;

  private ProbeWindows() {}

  /**
   * Forecasts one window of each group.
   *
   * @throws ForecastFailedException if the runtime fails or yields a number that is not finite
   */
  public static void requireForecasts(ModelBundle bundle, Forecaster forecaster) {
    int groups = Math.min(bundle.model().groups().count(), MAX_GROUPS);
    WindowBatch windows = new WindowBatch(bundle.window(), groups);
    Window window = window(bundle);
    for (int group = 0; group < groups; group++) {
      windows.add(window, group);
    }
    QuantileForecasts forecasts = forecaster.forecast(windows);
    for (int group = 0; group < groups; group++) {
      if (!forecasts.isFinite(group)) {
        throw new ForecastFailedException(
            "forecast of group %d: not finite (expected: numbers)".formatted(group));
      }
    }
  }

  /** Shape [channels, inputSize]. */
  private static Window window(ModelBundle bundle) {
    int inputSize = bundle.window().inputSize();
    float[] values = new float[bundle.window().windowLength()];
    Arrays.fill(values, 0, inputSize, 1);
    double[] means = bundle.scaling().covariateMeans();
    for (int covariate = 0; covariate < means.length; covariate++) {
      int from = (covariate + 1) * inputSize;
      Arrays.fill(values, from, from + inputSize, (float) means[covariate]);
    }
    return new Window(bundle.window().channels(), 0, values);
  }
}
