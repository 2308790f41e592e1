package dev.foretick.model.runtime;

import static dev.foretick.model.testing.Agreement.assertAgree;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.common.window.Window;
import dev.foretick.common.window.WindowBatch;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.model.forecaster.Forecaster;
import dev.foretick.model.forecaster.QuantileForecasts;
import dev.foretick.model.testing.NetworkCases;
import dev.foretick.model.testing.ReferenceForecaster;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both runtimes say the same, and what the reference says. */
class RuntimeAgreementTest {
  private static final double SHARE = 1e-4;

  static List<NetworkCases.Case> cases() {
    return NetworkCases.all();
  }

  static List<NetworkCases.Case> logReturnCases() {
    return cases().stream()
        .filter(network -> network.bundle().scaling().transform().isLogarithmic())
        .toList();
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
          WindowBatch windows = NetworkCases.walks(bundle, size, level);
          double[][][] expected = reference.forecast(windows);
          QuantileForecasts trained = dl4j.forecast(windows);
          assertAgree(trained, expected, windows, SHARE);
          assertAgree(onnx.forecast(windows), expected, windows, SHARE);
          assertAgree(onnx.forecast(windows), values(trained), windows, SHARE);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("logReturnCases")
  void forecast_ofWindowWithoutLogarithms_isNotFiniteInEitherRuntime(NetworkCases.Case network) {
    ModelBundle bundle = network.bundle();
    WindowBatch windows = new WindowBatch(bundle.window(), 4);
    windows.add(window(bundle.window(), 1, 5));
    windows.add(window(bundle.window(), 1, 0));
    windows.add(window(bundle.window(), 1, -5));
    windows.add(window(bundle.window(), -1, -5));
    for (RuntimeKind kind : List.of(RuntimeKind.ONNX, RuntimeKind.DL4J)) {
      try (Forecaster forecaster = Runtimes.open(bundle, kind)) {
        QuantileForecasts forecasts = forecaster.forecast(windows);
        assertThat(forecasts.isFinite(0)).as("%s, positive", kind).isTrue();
        assertThat(forecasts.isFinite(1)).as("%s, a zero", kind).isFalse();
        assertThat(forecasts.isFinite(2)).as("%s, a negative value", kind).isFalse();
        assertThat(forecasts.isFinite(3)).as("%s, all negative", kind).isFalse();
      }
    }
  }

  /** A window of {@code level}, but for its fourth target value. */
  private static Window window(WindowSpec spec, float level, float fourth) {
    float[] values = new float[spec.windowLength()];
    Arrays.fill(values, level);
    values[3] = fourth;
    return new Window(spec.channels(), 0, values);
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
