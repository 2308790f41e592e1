package dev.foretick.model.runtime;

import static dev.foretick.model.testing.Agreement.assertAgree;

import dev.foretick.common.window.WindowBatch;
import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.model.forecaster.Forecaster;
import dev.foretick.model.forecaster.QuantileForecasts;
import dev.foretick.model.testing.NetworkCases;
import dev.foretick.model.testing.RandomModels;
import dev.foretick.model.testing.ReferenceForecaster;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both runtimes say the same, and what the reference says. */
class RuntimeAgreementTest {
  private static final double SHARE = 1e-4;

  static List<NetworkCases.Case> cases() {
    return NetworkCases.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void forecast_inEitherRuntime_isTheSame(NetworkCases.Case network) {
    ModelBundle bundle = network.bundle();
    ReferenceForecaster reference = new ReferenceForecaster(bundle);
    try (Forecaster onnx = Runtimes.open(bundle, RuntimeKind.ONNX);
        Forecaster dl4j = Runtimes.open(bundle, RuntimeKind.DL4J)) {
      for (double level : new double[] {1, 1000}) {
        for (int size : new int[] {1, 7, 64, 130}) {
          WindowBatch windows = RandomModels.walks(size, bundle.window(), size, level);
          double[][][] expected = reference.forecast(windows);
          QuantileForecasts trained = dl4j.forecast(windows);
          assertAgree(trained, expected, windows, SHARE);
          assertAgree(onnx.forecast(windows), expected, windows, SHARE);
          assertAgree(onnx.forecast(windows), values(trained), windows, SHARE);
        }
      }
    }
  }

  private static double[][][] values(QuantileForecasts forecasts) {
    double[][][] values = new double[forecasts.size()][forecasts.horizon()][forecasts.quantiles()];
    for (int row = 0; row < forecasts.size(); row++) {
      for (int step = 1; step <= forecasts.horizon(); step++) {
        for (int i = 0; i < forecasts.quantiles(); i++) {
          values[row][step - 1][i] = forecasts.value(row, step, i);
        }
      }
    }
    return values;
  }
}
