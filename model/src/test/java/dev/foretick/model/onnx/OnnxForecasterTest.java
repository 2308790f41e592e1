package dev.foretick.model.onnx;

import static dev.foretick.model.testing.Agreement.assertAgree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.Window;
import dev.foretick.common.window.WindowBatch;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.model.forecaster.QuantileForecasts;
import dev.foretick.model.network.NetworkSpec;
import dev.foretick.model.scaling.Normalization;
import dev.foretick.model.scaling.TargetTransform;
import dev.foretick.model.testing.NetworkCases;
import dev.foretick.model.testing.RandomModels;
import dev.foretick.model.testing.ReferenceForecaster;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class OnnxForecasterTest {
  private static final WindowSpec WINDOW = new WindowSpec(12, 2, 1);

  static List<NetworkCases.Case> cases() {
    return NetworkCases.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void forecast_ofEveryNetwork_isThatOfTheReference(NetworkCases.Case network) {
    ModelBundle bundle = network.bundle();
    ReferenceForecaster reference = new ReferenceForecaster(bundle);
    try (OnnxForecaster forecaster =
        new OnnxForecaster(bundle.model(), bundle.onnxGraph(), OnnxOptions.DEFAULT)) {
      for (double level : new double[] {1, 1000}) {
        for (int size : new int[] {1, 7, 64, 130}) {
          WindowBatch windows = NetworkCases.walks(bundle, size, level);
          assertAgree(forecaster.forecast(windows), reference.forecast(windows), windows, 1e-4);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(TargetTransform.class)
  void forecast_ofWindowThatStandsStill_isFinite(TargetTransform transform) {
    ModelBundle bundle = bundle(WINDOW, transform, QuantileLevels.centralInterval(90));
    float[] still = new float[WINDOW.windowLength()];
    Arrays.fill(still, 1000);
    WindowBatch windows = batch(WINDOW, still);
    try (OnnxForecaster forecaster =
        new OnnxForecaster(bundle.model(), bundle.onnxGraph(), OnnxOptions.DEFAULT)) {
      QuantileForecasts forecasts = forecaster.forecast(windows);
      assertThat(forecasts.isFinite(0)).isTrue();
      assertAgree(forecasts, new ReferenceForecaster(bundle).forecast(windows), windows, 1e-4);
    }
  }

  @Test
  void forecast_ofLogReturnsOfNegativeValue_isNotFiniteInThatRowOnly() {
    ModelBundle bundle =
        bundle(WINDOW, TargetTransform.LOG_RETURN, QuantileLevels.centralInterval(90));
    float[] good = new float[WINDOW.windowLength()];
    Arrays.fill(good, 10);
    float[] bad = new float[WINDOW.windowLength()];
    Arrays.fill(bad, -10);
    try (OnnxForecaster forecaster =
        new OnnxForecaster(bundle.model(), bundle.onnxGraph(), OnnxOptions.DEFAULT)) {
      QuantileForecasts forecasts = forecaster.forecast(batch(WINDOW, good, bad, good));
      assertThat(forecasts.isFinite(0)).isTrue();
      assertThat(forecasts.isFinite(1)).isFalse();
      assertThat(forecasts.isFinite(2)).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(TargetTransform.class)
  void forecast_ofOneObservation_isThatOfTheReference(TargetTransform transform) {
    WindowSpec window = new WindowSpec(1, 1, 1);
    ModelBundle bundle = bundle(window, transform, QuantileLevels.of(0.5));
    WindowBatch windows = batch(window, new float[] {5}, new float[] {7});
    try (OnnxForecaster forecaster =
        new OnnxForecaster(bundle.model(), bundle.onnxGraph(), OnnxOptions.DEFAULT)) {
      assertAgree(
          forecaster.forecast(windows),
          new ReferenceForecaster(bundle).forecast(windows),
          windows,
          1e-4);
    }
  }

  @Test
  void forecast_inSlices_isTheSameAsInOneCall() {
    ModelBundle bundle = bundle(WINDOW, TargetTransform.NONE, QuantileLevels.centralInterval(80));
    WindowBatch windows = RandomModels.walks(3, WINDOW, 23, 1000);
    try (OnnxForecaster whole =
            new OnnxForecaster(bundle.model(), bundle.onnxGraph(), new OnnxOptions(1, 23, false));
        OnnxForecaster sliced =
            new OnnxForecaster(bundle.model(), bundle.onnxGraph(), new OnnxOptions(2, 5, true))) {
      QuantileForecasts expected = whole.forecast(windows);
      QuantileForecasts found = sliced.forecast(windows);
      for (int row = 0; row < windows.size(); row++) {
        for (int step = 1; step <= WINDOW.horizon(); step++) {
          assertThat(found.quantiles(row, step)).containsExactly(expected.quantiles(row, step));
        }
      }
    }
  }

  @Test
  void forecast_ofWindowsOfAnotherShape_isRefused() {
    ModelBundle bundle = bundle(WINDOW, TargetTransform.NONE, QuantileLevels.centralInterval(80));
    WindowBatch other = RandomModels.walks(3, new WindowSpec(11, 2, 1), 1, 1000);
    try (OnnxForecaster forecaster =
        new OnnxForecaster(bundle.model(), bundle.onnxGraph(), OnnxOptions.DEFAULT)) {
      assertThatThrownBy(() -> forecaster.forecast(other))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected: at least 1 of " + WINDOW);
      assertThatThrownBy(() -> forecaster.forecast(new WindowBatch(WINDOW, 1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("windows: 0");
    }
  }

  @Test
  void forecast_afterClose_isRefused() {
    ModelBundle bundle = bundle(WINDOW, TargetTransform.NONE, QuantileLevels.centralInterval(80));
    OnnxForecaster forecaster =
        new OnnxForecaster(bundle.model(), bundle.onnxGraph(), OnnxOptions.DEFAULT);
    forecaster.close();
    forecaster.close();
    assertThatThrownBy(() -> forecaster.forecast(RandomModels.walks(3, WINDOW, 1, 1000)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void open_graphThatIsNone_saysWhatWasExpected() {
    ModelBundle bundle =
        withGraph(
            bundle(WINDOW, TargetTransform.NONE, QuantileLevels.centralInterval(80)),
            new byte[] {1, 2, 3});
    assertThatThrownBy(
            () -> new OnnxForecaster(bundle.model(), bundle.onnxGraph(), OnnxOptions.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("model.onnx: ")
        .hasMessageContaining("expected: a graph that ONNX Runtime");
  }

  @Test
  void open_graphOfAnotherShape_saysWhatWasExpected() {
    ModelBundle other =
        bundle(new WindowSpec(12, 3, 1), TargetTransform.NONE, QuantileLevels.centralInterval(80));
    ModelBundle bundle =
        withGraph(
            bundle(WINDOW, TargetTransform.NONE, QuantileLevels.centralInterval(80)),
            other.onnxGraph());
    assertThatThrownBy(
            () -> new OnnxForecaster(bundle.model(), bundle.onnxGraph(), OnnxOptions.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected: shape [-1, 2, 3]");
  }

  private static ModelBundle bundle(
      WindowSpec window, TargetTransform transform, QuantileLevels levels) {
    NetworkSpec network = new NetworkSpec(List.of(), List.of(4), 0, true);
    return RandomModels.bundle(9, window, network, transform, Normalization.INSTANCE, levels);
  }

  private static ModelBundle withGraph(ModelBundle bundle, byte[] graph) {
    return new ModelBundle(
        bundle.model(), bundle.schema(), bundle.report(), bundle.provenance(), graph);
  }

  private static WindowBatch batch(WindowSpec spec, float[]... rows) {
    WindowBatch batch = new WindowBatch(spec, rows.length);
    for (float[] row : rows) {
      batch.add(new Window(spec.channels(), 0, row));
    }
    return batch;
  }
}
