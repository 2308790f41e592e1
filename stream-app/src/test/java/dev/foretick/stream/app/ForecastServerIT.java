package dev.foretick.stream.app;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.common.series.Forecast;
import dev.foretick.common.series.ForecastStatus;
import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.stream.config.ServeConfig;
import dev.foretick.stream.embedded.EmbeddedBroker;
import dev.foretick.stream.testing.TestModels;
import dev.foretick.stream.testing.TestTopics;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

class ForecastServerIT {
  private static final int PARTITIONS = 3;
  private static final int SERIES = 7;

  @TempDir static Path directory;
  private static EmbeddedBroker broker;
  private static TestTopics topics;
  private static Prices prices;
  private static Path model;

  private String name;
  private String input;

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedBroker.start(directory.resolve("broker"), 0);
    topics = new TestTopics(broker.bootstrapServers());
    ModelBundle bundle = TestModels.price();
    prices = new Prices(bundle);
    model = TestModels.write(bundle, directory);
  }

  @AfterAll
  static void stopBroker() {
    topics.close();
    broker.close();
  }

  @BeforeEach
  void createTopic(TestInfo test) throws Exception {
    name = test.getTestMethod().orElseThrow().getName();
    input = "in-" + name;
    broker.createTopic(input, PARTITIONS);
  }

  @Test
  void manySeriesOverPartitions_areForecastAsOffline() throws Exception {
    int ticks = TestModels.INPUT_SIZE + 10;
    tickAll(0, ticks);

    try (ForecastServer server = start("")) {
      Map<String, List<Forecast>> forecasts = topics.forecasts(output(), SERIES * ticks);

      assertThat(forecasts).hasSize(SERIES);
      for (int series = 0; series < SERIES; series++) {
        List<Forecast> own = forecasts.getOrDefault("s" + series, List.of());
        assertThat(own).hasSize(ticks);
        for (int tick = 0; tick < ticks; tick++) {
          prices.requireForecast(own.get(tick), input, series, tick);
        }
      }
      long scored = server.accuracy().firstStep().count();
      assertThat(scored).isEqualTo(SERIES * 10L);
      assertThat(server.accuracy().allSteps().naiveMae()).isPositive();
      assertThat(get(server, "/health/ready")).startsWith("200");
      assertThat(get(server, "/metrics"))
          .contains("foretick_records_consumed_total " + (double) SERIES * ticks)
          .contains("foretick_forecasts_published_total{status=\"ok\"} " + (double) SERIES * 11)
          .contains("foretick_model_info{model=\"cnn-lstm\"")
          .contains("foretick_ready 1.0")
          .contains("foretick_interval_promised{level=\"90\"} 0.9")
          .contains("kafka_consumer_")
          .contains("jvm_memory_used_bytes");
    }
  }

  @Test
  void malformedRecords_goToTheDeadLetters_andTheStreamGoesOn() {
    Header own = new RecordHeader("trace", TestTopics.bytes("abc"));
    topics.send(
        new ProducerRecord<>(
            input,
            1,
            1_700_000_000_000L,
            TestTopics.bytes("s"),
            TestTopics.bytes("{oops"),
            List.of(own)));
    topics.send(new ProducerRecord<>(input, 1, null, TestTopics.bytes("{\"ts\":1,\"price\":2}")));
    topics.send(new ProducerRecord<>(input, 1, TestTopics.bytes("s"), null));
    topics.send(input, "s", "{\"ts\":1,\"price\":\"NaN\"}");
    topics.tick(input, "s", 5, 101.5);
    topics.flush();

    try (ForecastServer server = start("")) {
      assertThat(topics.forecasts(output(), 1).get("s")).hasSize(1);
      List<ConsumerRecord<byte[], byte[]>> dead = topics.read(deadLetters(), 4);
      assertThat(dead).hasSize(4);
      ConsumerRecord<byte[], byte[]> first =
          dead.stream()
              .filter(letter -> letter.headers().lastHeader("trace") != null)
              .findFirst()
              .orElseThrow();
      assertThat(first.key()).isEqualTo(TestTopics.bytes("s"));
      assertThat(first.value()).isEqualTo(TestTopics.bytes("{oops"));
      assertThat(headers(first))
          .containsEntry("trace", "abc")
          .containsEntry(
              "foretick.error.class", "dev.foretick.common.wire.MalformedRecordException")
          .containsEntry("foretick.error.topic", input)
          .containsEntry("foretick.error.partition", "1")
          .containsEntry("foretick.error.offset", "0")
          .containsEntry("foretick.error.timestamp", "1700000000000")
          .containsKey("foretick.error.message");
      assertThat(server.httpPort()).isPositive();
    }
  }

  @Test
  void restart_continuesWithWholeWindows() throws Exception {
    int half = TestModels.INPUT_SIZE + 5;
    tickAll(0, half);
    try (ForecastServer server = start("")) {
      topics.read(output(), SERIES * half);
      assertThat(server.accuracy().firstStep().count()).isPositive();
    }
    assertThat(topics.members(name)).isZero();
    assertThat(topics.committed(name, input).values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(SERIES * (long) half);

    tickAll(half, 2 * half);
    try (ForecastServer server = start("")) {
      Map<String, List<Forecast>> forecasts = topics.forecasts(output(), SERIES * 2 * half);
      for (int series = 0; series < SERIES; series++) {
        List<Forecast> own = forecasts.getOrDefault("s" + series, List.of());
        assertThat(own).hasSize(2 * half);
        for (int tick = 0; tick < 2 * half; tick++) {
          prices.requireForecast(own.get(tick), input, series, tick);
        }
      }
      assertThat(get(server, "/metrics"))
          .contains("foretick_records_consumed_total " + (double) SERIES * half);
    }
  }

  @Test
  void restart_withoutReplay_findsItsWindows() {
    tickAll(0, TestModels.INPUT_SIZE);
    try (ForecastServer server = start("state.max-replay-records: 0")) {
      topics.read(output(), SERIES * TestModels.INPUT_SIZE);
      assertThat(server.httpPort()).isPositive();
    }
    topics.tick(input, "s0", TestModels.INPUT_SIZE, 100);
    topics.flush();
    try (ForecastServer server = start("state.max-replay-records: 0")) {
      List<Forecast> own =
          topics
              .forecasts(output(), SERIES * TestModels.INPUT_SIZE + 1)
              .getOrDefault("s0", List.of());
      assertThat(own.get(own.size() - 1).status()).isEqualTo(ForecastStatus.OK);
      assertThat(server.httpPort()).isPositive();
    }
  }

  @Test
  void flatOutputAndScores_arePublished() {
    tickAll(0, TestModels.INPUT_SIZE + 2);
    try (ForecastServer server =
        start("output: {shape: flat, warmup: skip}\ntopics.scores: scores-" + name)) {
      List<ConsumerRecord<byte[], byte[]>> steps =
          topics.read(output(), SERIES * 3 * TestModels.HORIZON);
      assertThat(steps).hasSize(SERIES * 3 * TestModels.HORIZON);
      assertThat(new String(steps.get(0).value(), StandardCharsets.UTF_8)).contains("\"step\":1");
      // The first forecast has two later observations, the second has one.
      assertThat(topics.read("scores-" + name, SERIES * 3)).hasSize(SERIES * 3);
      assertThat(server.accuracy().allSteps().count()).isEqualTo(SERIES * 3);
    }
  }

  @Test
  void severalLoops_shareThePartitions_andForecastAsOneWould() throws Exception {
    int half = TestModels.INPUT_SIZE;
    tickAll(0, half);
    try (ForecastServer server = start("threads: 3")) {
      topics.forecasts(output(), SERIES * half);
      while (topics.members(name) < 3 || !get(server, "/health/ready").startsWith("200")) {
        Thread.sleep(50);
      }
      tickAll(half, 2 * half);
      Map<String, List<Forecast>> forecasts = topics.forecasts(output(), SERIES * 2 * half);

      for (int series = 0; series < SERIES; series++) {
        List<Forecast> own = forecasts.getOrDefault("s" + series, List.of());
        assertThat(own).hasSize(2 * half);
        for (int tick = 0; tick < 2 * half; tick++) {
          prices.requireForecast(own.get(tick), input, series, tick);
        }
      }
      assertThat(get(server, "/metrics"))
          .contains("foretick_series_active " + (double) SERIES)
          .contains("foretick_consumer_lag 0.0");
    }
    assertThat(topics.committed(name, input).values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(SERIES * 2L * half);
  }

  @Test
  void listedSeries_areShownByTheServerThatHasThem_withWhatWasForecastForNow() throws Exception {
    String listed =
        IntStream.range(0, SERIES)
            .mapToObj(series -> "s" + series)
            .collect(joining(", ", "[", "]"));
    int ticks = TestModels.INPUT_SIZE + 5;
    tickAll(0, ticks);
    try (ForecastServer first = start("instance.id: one\nmetrics.series: " + listed)) {
      topics.forecasts(output(), SERIES * ticks);
      await(() -> get(first, "/metrics").contains("foretick_scores_matured_total"));
      await(() -> shown(first) == SERIES);
      assertThat(get(first, "/metrics"))
          .contains("foretick_observed{series=\"s0\"} " + (float) Prices.price(0, ticks - 1))
          .containsPattern("foretick_forecast_due\\{series=\"s0\",step=\"1\"} [0-9]+\\.")
          .contains("foretick_scores_expired_total{reason=\"evicted\"} 0.0");

      try (ForecastServer second = start("instance.id: two\nmetrics.series: " + listed)) {
        while (topics.members(name) < 2 || !get(second, "/health/ready").startsWith("200")) {
          Thread.sleep(50);
        }
        tickAll(ticks, ticks + 3);
        topics.forecasts(output(), SERIES * (ticks + 3));
        await(() -> shown(first) + shown(second) == SERIES && shown(first) > 0);
        assertThat(shown(second)).isPositive();
      }
      await(() -> get(first, "/health/ready").startsWith("200") && topics.members(name) == 1);
      tickAll(ticks + 3, ticks + 4);
      await(() -> shown(first) == SERIES);
    }
  }

  private static int shown(ForecastServer server) throws Exception {
    return get(server, "/metrics").split("foretick_observed\\{", -1).length - 1;
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("within a minute").isLessThan(deadline);
      Thread.sleep(50);
    }
  }

  private void tickAll(int from, int to) {
    for (int tick = from; tick < to; tick++) {
      for (int series = 0; series < SERIES; series++) {
        topics.tick(input, "s" + series, tick, Prices.price(series, tick));
      }
    }
    topics.flush();
  }

  private ForecastServer start(String more) {
    return ForecastServer.start(ServeConfig.parse(config(more), Map.of()));
  }

  private String config(String more) {
    return """
        kafka.bootstrap.servers: %s
        model.path: %s
        topics: {input: %s, output: %s, dead-letter: %s}
        input: {time-field: ts, time-format: epoch-s}
        group.id: %s
        http.port: 0
        %s
        """
        .formatted(broker.bootstrapServers(), model, input, output(), deadLetters(), name, more);
  }

  private String output() {
    return "out-" + name;
  }

  private String deadLetters() {
    return "dead-" + name;
  }

  private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
    return Arrays.stream(record.headers().toArray())
        .collect(
            Collectors.toMap(
                Header::key, header -> new String(header.value(), StandardCharsets.UTF_8)));
  }

  private static String get(ForecastServer server, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.httpPort() + path);
    HttpResponse<String> response =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    return response.statusCode() + " " + response.body();
  }
}
