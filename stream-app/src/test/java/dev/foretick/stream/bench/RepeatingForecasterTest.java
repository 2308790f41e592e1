package dev.foretick.stream.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.common.window.Window;
import dev.foretick.common.window.WindowBatch;
import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.model.forecaster.QuantileForecasts;
import dev.foretick.stream.testing.TestModels;
import org.junit.jupiter.api.Test;

class RepeatingForecasterTest {
  @Test
  void forecast_saysTheLastValueEverywhere() {
    ModelBundle bundle = TestModels.price();
    WindowBatch windows = new WindowBatch(bundle.window(), 2);
    for (int row = 1; row <= 2; row++) {
      float[] values = new float[TestModels.INPUT_SIZE];
      values[TestModels.INPUT_SIZE - 1] = row;
      windows.add(new Window(1, row, values));
    }
    try (RepeatingForecaster forecaster = new RepeatingForecaster(bundle)) {
      QuantileForecasts forecasts = forecaster.forecast(windows);

      assertThat(forecasts.size()).isEqualTo(2);
      assertThat(forecasts.quantiles(0, 1)).containsOnly(1).hasSize(3);
      assertThat(forecasts.quantiles(1, TestModels.HORIZON)).containsOnly(2).hasSize(3);
      assertThat(forecaster.levels()).isEqualTo(bundle.levels());
    }
  }
}
