package dev.foretick.stream.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.foretick.common.window.Window;
import dev.foretick.common.window.WindowBatch;
import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.model.forecaster.QuantileForecasts;
import dev.foretick.stream.testing.TestModels;
import org.junit.jupiter.api.Test;

class RepeatingForecasterTest {
  @Test
  void forecast_saysTheLastValueAndAlwaysTheSameMore() {
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
      for (int step = 1; step <= TestModels.HORIZON; step++) {
        float[] first = forecasts.quantiles(0, step);
        assertThat(first).isSorted().hasSize(3).doesNotContain(1);
        for (int quantile = 0; quantile < first.length; quantile++) {
          assertThat(forecasts.value(1, step, quantile) - first[quantile])
              .isCloseTo(1, within(1e-5f));
        }
      }
      assertThat(forecaster.levels()).isEqualTo(bundle.levels());
    }
  }
}
