package dev.foretick.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.foretick.common.series.Forecast;
import dev.foretick.common.series.ForecastStatus;
import dev.foretick.common.wire.ForecastDecoder;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.kafka.KafkaContainer;

/**
 * {@code foretick train} and {@code foretick serve} as processes of their own against a broker in a
 * container.
 */
class ServeContainerIT {
  private static final List<String> SERIES = List.of("pump-1", "pump-2", "pump-3");
  private static final int INPUT_SIZE = 24;
  private static final int OBSERVATIONS = 60;

  @TempDir private Path directory;

  @Test
  void serve_againstKafkaContainer_forecastsEveryObservationOnce() throws Exception {
    KafkaImage.whyUnavailable().ifPresent(ServeContainerIT::skipLoudly);
    Path bundle = trainBundle();
    try (KafkaContainer kafka = KafkaImage.container()) {
      kafka.start();
      createInputTopic(kafka.getBootstrapServers());
      int httpPort = freePort();
      Path log = directory.resolve("serve.log");
      Process server =
          Distribution.start(
              log, "serve", config(kafka.getBootstrapServers(), bundle, httpPort).toString());
      try {
        awaitReady(httpPort, server, log);
        produceObservations(kafka.getBootstrapServers());

        List<ConsumerRecord<String, byte[]>> records =
            consumeForecasts(kafka.getBootstrapServers(), SERIES.size() * OBSERVATIONS);

        assertThat(records).hasSize(SERIES.size() * OBSERVATIONS);
        Set<String> ids = new HashSet<>();
        long ok = 0;
        for (ConsumerRecord<String, byte[]> record : records) {
          Forecast forecast = new ForecastDecoder().decode(record.value());
          assertThat(record.key()).isEqualTo(forecast.series().value());
          assertThat(forecast.horizon()).isEqualTo(6);
          ids.add(forecast.id());
          ok += forecast.status() == ForecastStatus.OK ? 1 : 0;
        }
        assertThat(ids).hasSize(records.size());
        assertThat(ok).isEqualTo((long) SERIES.size() * (OBSERVATIONS - INPUT_SIZE + 1));
        assertThat(get(httpPort, "/metrics"))
            .contains("foretick_records_consumed_total", "foretick_forecasts_published_total");
      } finally {
        server.destroy();
      }
      assertThat(server.waitFor(30, TimeUnit.SECONDS)).as("stops on SIGTERM").isTrue();
      assertThat(server.exitValue()).as(Files.readString(log)).isZero();
    }
  }

  private static void skipLoudly(String why) {
    System.err.printf("%n*** ServeContainerIT SKIPPED: %s ***%n%n", why);
    abort("container tests skipped: " + why);
  }

  private Path trainBundle() throws IOException, InterruptedException {
    StringBuilder csv = new StringBuilder("time,pressure\n");
    for (int hour = 0; hour < 1_200; hour++) {
      csv.append(1_700_000_000L + hour * 3_600L).append(',').append(pressure(hour)).append('\n');
    }
    Path data = Files.writeString(directory.resolve("pressure.csv"), csv);
    Path bundle = directory.resolve("pressure.foretick");
    Distribution.Finished training =
        Distribution.run(
            directory.resolve("train.log"),
            "train",
            "--data=" + data,
            "--time-field=time",
            "--target-field=pressure",
            "--input-size=" + INPUT_SIZE,
            "--horizon=6",
            "--hidden=8",
            "--epochs=2",
            "--out=" + bundle);
    assertThat(training.exitCode()).as(training.output()).isZero();
    assertThat(training.output()).contains("naive", "seasonal");
    return bundle;
  }

  private Path config(String bootstrapServers, Path bundle, int httpPort) throws IOException {
    return Files.writeString(
        directory.resolve("serve.yaml"),
        """
        kafka:
          bootstrap.servers: "%s"
        group:
          id: container-test
        model:
          path: "%s"
        topics:
          input: readings
          output: forecasts
          dead-letter: readings-dead
        input:
          time-field: time
          time-format: epoch-s
          target-field: pressure
        http:
          port: %d
        """
            .formatted(bootstrapServers, bundle, httpPort));
  }

  private static void createInputTopic(String bootstrapServers) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin.createTopics(List.of(new NewTopic("readings", 2, (short) 1))).all().get();
    }
  }

  private static void produceObservations(String bootstrapServers) {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new StringSerializer(),
            new StringSerializer())) {
      for (int hour = 0; hour < OBSERVATIONS; hour++) {
        for (String series : SERIES) {
          String value =
              "{\"time\":%d,\"pressure\":%s}"
                  .formatted(1_800_000_000L + hour * 3_600L, pressure(hour));
          var unused = producer.send(new ProducerRecord<>("readings", series, value));
        }
      }
    }
  }

  private static List<ConsumerRecord<String, byte[]>> consumeForecasts(
      String bootstrapServers, int expected) {
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "group.id",
            "reader",
            "auto.offset.reset",
            "earliest");
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of("forecasts"));
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (records.size() < expected && System.nanoTime() < deadline) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
      // One more look: a double would come now.
      consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
    }
    return records;
  }

  private static void awaitReady(int httpPort, Process server, Path log) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (System.nanoTime() < deadline) {
      assertThat(server.isAlive()).as(Files.readString(log)).isTrue();
      try {
        get(httpPort, "/health/ready");
        return;
      } catch (IOException notYet) {
        Thread.sleep(100);
      }
    }
    throw new AssertionError("not ready after 60 s\n" + Files.readString(log));
  }

  private static String get(int port, String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    var response =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(path + ": " + response.statusCode());
    }
    return response.body();
  }

  /** A daily rhythm with a smaller one on top. */
  private static double pressure(int hour) {
    return 100 + 10 * Math.sin(2 * Math.PI * hour / 24) + 2 * Math.sin(2 * Math.PI * hour / 7);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
