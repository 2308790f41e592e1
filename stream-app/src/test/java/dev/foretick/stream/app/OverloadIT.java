package dev.foretick.stream.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.common.series.Forecast;
import dev.foretick.stream.config.ServeConfig;
import dev.foretick.stream.embedded.EmbeddedBroker;
import dev.foretick.stream.testing.Scrape;
import dev.foretick.stream.testing.SlowForecaster;
import dev.foretick.stream.testing.TestModels;
import dev.foretick.stream.testing.TestTopics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ticks that come faster than they can be forecast. */
class OverloadIT {
  private static final int PARTITIONS = 2;
  private static final int SERIES = 10;
  private static final int TICKS = 4_000;

  /** What a window costs here: 40 000 of them take some 40 seconds. */
  private static final Duration COST = Duration.ofMillis(1);

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir static Path directory;
  private static EmbeddedBroker broker;
  private static TestTopics topics;
  private static Path model;

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedBroker.start(directory.resolve("broker"), 0);
    topics = new TestTopics(broker.bootstrapServers());
    model = TestModels.write(TestModels.price(), directory);
  }

  @AfterAll
  static void stopBroker() {
    topics.close();
    broker.close();
  }

  @Test
  void emitEvery_lagsVisibly_andSkipsNothing() throws Exception {
    backlog("every");
    try (ForecastServer server = start("every", "emit: every")) {
      await(() -> published(server) > 500);

      Scrape metrics = Scrape.of(server.httpPort());
      assertThat(metrics.sum("foretick_consumer_lag")).isGreaterThan(SERIES * TICKS / 2.0);
      assertThat(Scrape.body(server.httpPort(), "/health/ready"))
          .contains("\"status\":\"UP\"")
          .containsPattern("\"detail\":\"polling, \\d+ records behind\"");
    }
    Map<String, List<Forecast>> forecasts = topics.forecasts("every-forecasts", 500);
    forecasts.forEach(
        (series, own) ->
            assertThat(own)
                .extracting(forecast -> forecast.cutoff().getEpochSecond())
                .as(series)
                .containsExactlyElementsOf(LongStream.range(0, own.size()).boxed().toList()));
  }

  @Test
  void emitLatest_staysCurrent_withOneForecastOfEachSeriesAndBatch() throws Exception {
    backlog("latest");
    try (ForecastServer server = start("latest", "emit: latest")) {
      await(() -> sum(server, "foretick_records_consumed_total") == SERIES * TICKS);
      await(() -> sum(server, "foretick_consumer_lag") == 0);
      topics.tick("latest", "s0", TICKS, 1);
      topics.flush();
      await(() -> sum(server, "foretick_records_consumed_total") == SERIES * TICKS + 1);

      double batches = sum(server, "foretick_stage_seconds_count{stage=\"infer\"}");
      assertThat(published(server)).isLessThanOrEqualTo(batches * SERIES).isLessThan(TICKS);
    }
    Map<String, List<Forecast>> forecasts =
        topics.forecasts("latest-forecasts", (int) topics.size("latest-forecasts"));
    assertThat(forecasts).hasSize(SERIES);
    forecasts.forEach(
        (series, own) ->
            assertThat(own.get(own.size() - 1).cutoff().getEpochSecond())
                .as(series)
                .isEqualTo(series.equals("s0") ? TICKS : TICKS - 1));
  }

  private static void backlog(String topic) throws Exception {
    broker.createTopic(topic, PARTITIONS);
    for (int tick = 0; tick < TICKS; tick++) {
      for (int series = 0; series < SERIES; series++) {
        topics.tick(topic, "s" + series, tick, 100 + tick % 7);
      }
    }
    topics.flush();
  }

  private static ForecastServer start(String topic, String more) {
    String yaml =
        """
        kafka.bootstrap.servers: %s
        model.path: %s
        topics.input: %s
        group.id: %s
        http.port: 0
        input.time-field: ts
        input.time-format: epoch-s
        %s
        """
            .formatted(broker.bootstrapServers(), model, topic, topic, more);
    return ForecastServer.start(
        ServeConfig.parse(yaml, Map.of()),
        (bundle, kind, threads) -> new SlowForecaster(bundle, COST));
  }

  private static double published(ForecastServer server) {
    return sum(server, "foretick_forecasts_published_total");
  }

  private static double sum(ForecastServer server, String metric) {
    try {
      return Scrape.of(server.httpPort()).sum(metric);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("patience").isLessThan(deadline);
      Thread.sleep(20);
    }
  }
}
