package dev.foretick.stream.reload;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.WindowBatch;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.model.forecaster.ForecastFailedException;
import dev.foretick.model.forecaster.Forecaster;
import dev.foretick.model.runtime.RuntimeKind;
import dev.foretick.model.runtime.Runtimes;
import dev.foretick.model.scaling.TargetTransform;
import dev.foretick.stream.testing.TestModels;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProbeWindowsTest {
  @ParameterizedTest
  @MethodSource("models")
  void modelThatWorks_passes(ModelBundle bundle) {
    try (Forecaster forecaster = Runtimes.open(bundle, RuntimeKind.ONNX)) {
      assertThatCode(() -> ProbeWindows.requireForecasts(bundle, forecaster))
          .doesNotThrowAnyException();
    }
  }

  static Stream<ModelBundle> models() {
    return Stream.of(
        TestModels.price(),
        TestModels.grouped(),
        TestModels.model(TargetTransform.LOG_RETURN, List.of("volume")));
  }

  @Test
  void group_withoutNumbers_doesNotPass() {
    ModelBundle bundle = TestModels.grouped();
    try (Forecaster forecaster = new NoNumbers(bundle, 2)) {
      assertThatThrownBy(() -> ProbeWindows.requireForecasts(bundle, forecaster))
          .isInstanceOf(ForecastFailedException.class)
          .hasMessage("forecast of group 2: not finite (expected: numbers)");
    }
  }

  /** Answers every group but one. */
  private record NoNumbers(ModelBundle bundle, int group) implements Forecaster {
    @Override
    public String name() {
      return "none";
    }

    @Override
    public WindowSpec windowSpec() {
      return bundle.window();
    }

    @Override
    public QuantileLevels levels() {
      return bundle.levels();
    }

    @Override
    public void forecastInto(WindowBatch windows, float[] target, int from) {
      for (int row = 0; row < windows.size(); row++) {
        int at = from + row * forecastLength();
        float value = windows.group(row) == group ? Float.NaN : windows.lastTarget(row);
        Arrays.fill(target, at, at + forecastLength(), value);
      }
    }

    @Override
    public void close() {}
  }
}
