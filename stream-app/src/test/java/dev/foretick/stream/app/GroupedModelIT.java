package dev.foretick.stream.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.foretick.common.series.Forecast;
import dev.foretick.common.series.ForecastStatus;
import dev.foretick.common.series.SeriesId;
import dev.foretick.common.window.WindowBatch;
import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.model.dataset.CalendarChannels;
import dev.foretick.model.dataset.SeriesData;
import dev.foretick.model.dataset.WindowCutter;
import dev.foretick.model.dataset.WindowPosition;
import dev.foretick.model.forecaster.Forecaster;
import dev.foretick.model.forecaster.QuantileForecasts;
import dev.foretick.model.runtime.RuntimeKind;
import dev.foretick.model.runtime.Runtimes;
import dev.foretick.stream.config.ServeConfig;
import dev.foretick.stream.embedded.EmbeddedBroker;
import dev.foretick.stream.testing.TestModels;
import dev.foretick.stream.testing.TestTopics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model with blends, calibrations of single series and a calendar, streamed and offline. */
class GroupedModelIT {
  private static final int SERIES = 5;
  private static final int TICKS = TestModels.INPUT_SIZE + 8;
  private static final List<String> USED =
      List.of(
          "cnn-lstm", "cnn-lstm+seasonal-naive+naive", "seasonal-naive", "cnn-lstm", "cnn-lstm");

  /** An hour begins ten seconds later. */
  private static final long START = 1_700_002_790L;

  private final ModelBundle bundle = TestModels.grouped();
  @TempDir Path directory;

  @Test
  void seriesOfSeveralGroups_areForecastAsOffline() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker"), 0);
        TestTopics topics = new TestTopics(broker.bootstrapServers())) {
      broker.createTopic("in", 2);
      for (int tick = 0; tick < TICKS; tick++) {
        for (int series = 0; series < SERIES; series++) {
          topics.tick("in", "s" + series, START + tick, price(series, tick));
        }
      }
      topics.flush();
      try (ForecastServer server = ForecastServer.start(config(broker))) {
        Map<String, List<Forecast>> forecasts = topics.forecasts("in-forecasts", SERIES * TICKS);
        for (int series = 0; series < SERIES; series++) {
          assertForecasts(forecasts.getOrDefault("s" + series, List.of()), series);
        }
        assertThat(server.accuracy().firstStep().count()).isPositive();
      }
    }
  }

  private void assertForecasts(List<Forecast> streamed, int series) {
    assertThat(streamed).hasSize(TICKS);
    QuantileForecasts offline = offline(series);
    for (int tick = TestModels.INPUT_SIZE - 1; tick < TICKS; tick++) {
      Forecast forecast = streamed.get(tick);
      assertThat(forecast.status()).isEqualTo(ForecastStatus.OK);
      assertThat(forecast.model()).isEqualTo("cnn-lstm");
      assertThat(forecast.modelUsed()).isEqualTo(USED.get(series));
      for (int step = 1; step <= TestModels.HORIZON; step++) {
        for (int quantile = 0; quantile < TestModels.LEVELS.count(); quantile++) {
          float expected = offline.value(tick - TestModels.INPUT_SIZE + 1, step, quantile);
          assertThat(forecast.steps().get(step - 1).quantile(quantile))
              .isCloseTo(expected, within(1e-5f * Math.abs(expected)));
        }
      }
    }
  }

  /** The forecasts of all full windows, cut from a whole history as a backtest does. */
  private QuantileForecasts offline(int series) {
    long[] times = new long[TICKS];
    float[] prices = new float[TICKS];
    for (int tick = 0; tick < TICKS; tick++) {
      times[tick] = (START + tick) * 1_000_000_000L;
      prices[tick] = (float) price(series, tick);
    }
    SeriesData history = new SeriesData(new SeriesId("s" + series), times, new float[][] {prices});
    List<SeriesData> histories =
        CalendarChannels.append(
            List.of(history),
            bundle.schema().calendar(),
            bundle.schema().frequency(),
            TestModels.HORIZON);
    List<WindowPosition> positions =
        IntStream.rangeClosed(TestModels.INPUT_SIZE, TICKS)
            .mapToObj(row -> new WindowPosition(0, row))
            .toList();
    WindowBatch batch = new WindowBatch(bundle.window(), positions.size());
    int[] groups = {bundle.model().groups().indexOf(history.id())};
    new WindowCutter(histories, bundle.window(), groups).cut(positions, batch);
    try (Forecaster forecaster = Runtimes.open(bundle, RuntimeKind.AUTO)) {
      return forecaster.forecast(batch);
    }
  }

  private static double price(int series, int tick) {
    return 100 + 10 * series + Math.sin(tick / 3.0 + series) + 0.1 * (tick * 7919 % 13);
  }

  private ServeConfig config(EmbeddedBroker broker) {
    return ServeConfig.parse(
        """
        kafka.bootstrap.servers: %s
        model.path: %s
        topics: {input: in, output: in-forecasts}
        input: {time-field: ts, time-format: epoch-s}
        http.port: 0
        """
            .formatted(broker.bootstrapServers(), TestModels.write(bundle, directory)),
        Map.of());
  }
}
