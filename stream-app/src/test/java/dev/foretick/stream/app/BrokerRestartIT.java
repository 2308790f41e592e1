package dev.foretick.stream.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.common.series.Forecast;
import dev.foretick.common.series.ForecastStatus;
import dev.foretick.stream.config.ServeConfig;
import dev.foretick.stream.embedded.EmbeddedBroker;
import dev.foretick.stream.testing.Scrape;
import dev.foretick.stream.testing.TestModels;
import dev.foretick.stream.testing.TestTopics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerRestartIT {
  private static final int HALF = TestModels.INPUT_SIZE + 4;

  @TempDir Path directory;

  @Test
  void brokerThatGoesAway_makesTheServerUnready_andItResumesByItself() throws Exception {
    Path data = directory.resolve("broker");
    EmbeddedBroker broker = EmbeddedBroker.start(data, 0);
    int port =
        Integer.parseInt(
            broker.bootstrapServers().substring(broker.bootstrapServers().indexOf(':') + 1));
    try {
      broker.createTopic("ticks", 1);
      tick(broker, 0, HALF);
      try (ForecastServer server = ForecastServer.start(config(broker))) {
        await(() -> Scrape.status(server.httpPort(), "/health/ready") == 200);
        await(() -> answered(server) == HALF);

        broker.close();
        await(() -> Scrape.status(server.httpPort(), "/health/ready") == 503);
        assertThat(Scrape.status(server.httpPort(), "/health/live")).isEqualTo(200);

        broker = EmbeddedBroker.start(data, port);
        tick(broker, HALF, 2 * HALF);
        await(() -> answered(server) == 2 * HALF);
        await(() -> Scrape.status(server.httpPort(), "/health/ready") == 200);
      }
      try (TestTopics topics = new TestTopics(broker.bootstrapServers())) {
        List<Forecast> forecasts =
            topics.forecasts("ticks-forecasts", 2 * HALF).getOrDefault("a", List.of());
        assertThat(forecasts)
            .extracting(forecast -> forecast.source().offset())
            .doesNotHaveDuplicates();
        assertThat(forecasts.subList(HALF, 2 * HALF))
            .extracting(Forecast::status)
            .containsOnly(ForecastStatus.OK);
      }
    } finally {
      broker.close();
    }
  }

  private static void tick(EmbeddedBroker broker, int from, int to) throws Exception {
    try (TestTopics topics = new TestTopics(broker.bootstrapServers())) {
      for (int tick = from; tick < to; tick++) {
        topics.tick("ticks", "a", tick, 100 + tick % 5);
      }
      topics.flush();
    }
  }

  private static double answered(ForecastServer server) throws Exception {
    return Scrape.of(server.httpPort()).sum("foretick_forecasts_published_total");
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    for (int i = 0; i < 600 && !condition.call(); i++) {
      Thread.sleep(100);
    }
    assertThat(condition.call()).isTrue();
  }

  private ServeConfig config(EmbeddedBroker broker) {
    return ServeConfig.parse(
        """
        kafka.bootstrap.servers: %s
        model.path: %s
        topics.input: ticks
        input: {time-field: ts, time-format: epoch-s}
        http.port: 0
        """
            .formatted(broker.bootstrapServers(), TestModels.write(TestModels.price(), directory)),
        Map.of());
  }
}
