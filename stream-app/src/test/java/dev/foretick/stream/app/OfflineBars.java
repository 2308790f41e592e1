package dev.foretick.stream.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.foretick.common.bars.Bar;
import dev.foretick.common.bars.BarBuilder;
import dev.foretick.common.bars.BarCalendar;
import dev.foretick.common.bars.BarSpec;
import dev.foretick.common.series.EpochNanos;
import dev.foretick.common.series.Forecast;
import dev.foretick.common.series.ForecastStatus;
import dev.foretick.common.window.Window;
import dev.foretick.common.window.WindowBatch;
import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.model.forecaster.QuantileForecasts;
import dev.foretick.model.onnx.OnnxForecaster;
import dev.foretick.model.onnx.OnnxOptions;
import dev.foretick.stream.testing.TestModels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The bars of ticks, and what a model says about them, without a server. */
final class OfflineBars {
  private final BarCalendar calendar;
  private final ModelBundle bundle;

  OfflineBars(BarSpec spec, ModelBundle bundle) {
    this.calendar = new BarCalendar(spec);
    this.bundle = bundle;
  }

  /** A trade of a series. */
  record Tick(String series, long epochMillis, double price, double size) {
    String json() {
      return "{\"ts\":%d,\"price\":%s,\"size\":%s}".formatted(epochMillis, price, size);
    }
  }

  /** The bars of a series that its ticks have closed. */
  List<Bar> bars(List<Tick> ticks, String series) {
    List<Bar> bars = new ArrayList<>();
    BarBuilder builder = new BarBuilder(calendar);
    ticks.stream()
        .filter(tick -> tick.series().equals(series))
        .forEach(
            tick ->
                builder.add(
                    tick.epochMillis() * 1_000_000,
                    (float) tick.price(),
                    (float) tick.size(),
                    bars::add));
    return bars;
  }

  /** That there is one forecast of each bar, in order, and each is of the window that ends so. */
  void requireForecasts(List<Forecast> forecasts, List<Bar> bars) {
    assertThat(forecasts)
        .extracting(Forecast::cutoff)
        .containsExactlyElementsOf(
            bars.stream().map(bar -> EpochNanos.toInstant(bar.start())).toList());
    try (OnnxForecaster forecaster =
        new OnnxForecaster(bundle.model(), bundle.onnxGraph(), OnnxOptions.DEFAULT)) {
      for (int i = 0; i < bars.size(); i++) {
        requireSteps(forecasts.get(i), bars.get(i));
        boolean isFull = i >= TestModels.INPUT_SIZE - 1;
        assertThat(forecasts.get(i).status())
            .isEqualTo(isFull ? ForecastStatus.OK : ForecastStatus.WARMUP);
        if (isFull) {
          int from = i + 1 - TestModels.INPUT_SIZE;
          requireValues(forecasts.get(i), forecaster, bars.subList(from, i + 1));
        }
      }
    }
  }

  private void requireSteps(Forecast forecast, Bar bar) {
    List<Instant> expected = new ArrayList<>();
    for (int step = 1; step <= TestModels.HORIZON; step++) {
      expected.add(EpochNanos.toInstant(calendar.step(bar.start(), step)));
    }
    assertThat(forecast.steps())
        .extracting(step -> step.time())
        .containsExactlyElementsOf(expected);
  }

  private void requireValues(Forecast forecast, OnnxForecaster forecaster, List<Bar> window) {
    int size = window.size();
    float[] values = new float[2 * size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) window.get(i).close();
      values[size + i] = (float) window.get(i).volume();
    }
    WindowBatch batch = new WindowBatch(bundle.window(), 1);
    batch.add(new Window(2, 0, values));
    QuantileForecasts offline = forecaster.forecast(batch);
    for (int step = 1; step <= TestModels.HORIZON; step++) {
      float expected = offline.value(0, step, 1);
      assertThat(forecast.steps().get(step - 1).yhat())
          .isCloseTo(expected, within(1e-5f * Math.abs(expected)));
    }
  }
}
