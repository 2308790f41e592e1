package dev.foretick.stream.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.foretick.common.series.Forecast;
import dev.foretick.common.series.ForecastStatus;
import dev.foretick.common.series.RecordOrigin;
import dev.foretick.common.window.Window;
import dev.foretick.common.window.WindowBatch;
import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.model.forecaster.QuantileForecasts;
import dev.foretick.model.onnx.OnnxForecaster;
import dev.foretick.model.onnx.OnnxOptions;
import dev.foretick.stream.testing.TestModels;
import java.time.Duration;
import java.time.Instant;

/** Series of prices, one a second, and what a model says about them. */
final class Prices {
  private final ModelBundle bundle;

  Prices(ModelBundle bundle) {
    this.bundle = bundle;
  }

  static double price(int series, int tick) {
    return 100 + 10 * series + Math.sin(tick / 3.0 + series) + 0.1 * (tick * 7919 % 13);
  }

  /** That a forecast is the one of its tick, computed offline from the series' last prices. */
  void requireForecast(Forecast forecast, String input, int series, int tick) {
    assertThat(forecast.cutoff()).isEqualTo(Instant.ofEpochSecond(tick));
    assertThat(forecast.frequency()).isEqualTo(Duration.ofSeconds(1));
    assertThat(forecast.model()).isEqualTo("cnn-lstm");
    assertThat(forecast.modelVersion()).isEqualTo(bundle.provenance().modelVersion());
    assertThat(forecast.source()).extracting(RecordOrigin::topic).isEqualTo(input);
    assertThat(forecast.steps().get(1).time()).isEqualTo(Instant.ofEpochSecond(tick + 2));
    if (tick < TestModels.INPUT_SIZE - 1) {
      assertThat(forecast.status()).isEqualTo(ForecastStatus.WARMUP);
      assertThat(forecast.modelUsed()).isEqualTo("naive");
      assertThat(forecast.steps().get(0).yhat()).isEqualTo((float) price(series, tick));
      return;
    }
    assertThat(forecast.status()).isEqualTo(ForecastStatus.OK);
    assertThat(forecast.modelUsed()).isEqualTo("cnn-lstm");
    QuantileForecasts offline = offline(series, tick);
    for (int step = 1; step <= TestModels.HORIZON; step++) {
      for (int quantile = 0; quantile < TestModels.LEVELS.count(); quantile++) {
        float expected = offline.value(0, step, quantile);
        assertThat(forecast.steps().get(step - 1).quantile(quantile))
            .isCloseTo(expected, within(1e-5f * Math.abs(expected)));
      }
    }
  }

  /** The forecast of the window that ends with a tick, cut from the array and not streamed. */
  private QuantileForecasts offline(int series, int tick) {
    float[] values = new float[TestModels.INPUT_SIZE];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) price(series, tick - values.length + 1 + i);
    }
    WindowBatch batch = new WindowBatch(bundle.window(), 1);
    batch.add(new Window(1, 0, values));
    try (OnnxForecaster forecaster =
        new OnnxForecaster(bundle.model(), bundle.onnxGraph(), OnnxOptions.DEFAULT)) {
      return forecaster.forecast(batch);
    }
  }
}
