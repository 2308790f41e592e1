package dev.foretick.stream.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.common.series.Forecast;
import dev.foretick.common.wire.ForecastDecoder;
import dev.foretick.stream.app.OfflineBars.Tick;
import dev.foretick.stream.embedded.EmbeddedBroker;
import dev.foretick.stream.testing.TestModels;
import dev.foretick.stream.testing.TestTopics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * All series have slept for a night, and their next ticks, one poll of them, close every bar of it:
 * in a server that has no memory for so many at once, and that is killed on the way.
 */
class BarBurstIT {
  private static final int SERIES = 300;
  private static final int BARS = 1_000;
  private static final long EVENING = Instant.parse("2026-01-05T20:00:00Z").toEpochMilli();
  private static final String HEAP = "-Xmx96m";

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path directory;

  private static EmbeddedBroker broker;
  private static TestTopics topics;

  private String delivery = "";

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedBroker.start(directory.resolve("broker"), 0);
    topics = new TestTopics(broker.bootstrapServers());
  }

  @AfterAll
  static void stopBroker() {
    topics.close();
    broker.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"exactly-once", "at-least-once"})
  void endOfALongSilence_isAnsweredInParts_thatAKillLeavesWhole(String mode) throws Exception {
    delivery = mode;
    broker.createTopic(input(), 1);
    ticks(EVENING);
    ticks(EVENING + TimeUnit.SECONDS.toMillis(BARS));
    Path file = directory.resolve(mode + ".yaml");
    Files.writeString(file, config());

    Process first = serve(file, "first");
    Process second = null;
    try {
      // Some of the burst is committed while most of it is still to come.
      await(first, SERIES + 20);
      assertThat(committed()).isLessThan(2 * SERIES - 20);
      first.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
      second = serve(file, "second");
      await(second, 2 * SERIES);
    } finally {
      first.destroyForcibly();
      if (second != null) {
        second.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
      }
    }
    List<Instant> bars =
        IntStream.range(0, BARS)
            .mapToObj(bar -> Instant.ofEpochMilli(EVENING).plusSeconds(bar))
            .toList();
    Map<String, Set<Instant>> answered = new HashMap<>();
    int twice = read(answered);
    assertThat(answered).hasSize(SERIES);
    assertThat(answered)
        .allSatisfy((series, own) -> assertThat(own).containsExactlyElementsOf(bars));
    if (mode.equals("exactly-once")) {
      assertThat(twice).as("answered twice").isZero();
    }
  }

  /** Puts the bars of each series in the order in which they came; gives how many came again. */
  private int read(Map<String, Set<Instant>> answered) throws Exception {
    ForecastDecoder decoder = new ForecastDecoder();
    int[] again = new int[1];
    topics.readCommitted(
        output(),
        record -> {
          Forecast forecast = decoder.decode(record.value());
          boolean isNew =
              answered
                  .computeIfAbsent(forecast.series().value(), series -> new LinkedHashSet<>())
                  .add(forecast.cutoff());
          again[0] += isNew ? 0 : 1;
        });
    return again[0];
  }

  private void ticks(long millis) {
    for (int series = 0; series < SERIES; series++) {
      Tick tick = new Tick("s" + series, millis, 100 + series, 1);
      topics.send(input(), tick.series(), tick.json());
    }
    topics.flush();
  }

  /** Waits until the group has committed so many records. */
  private void await(Process server, int records) throws Exception {
    long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (committed() < records) {
      assertThat(server.isAlive()).as("the server goes on").isTrue();
      assertThat(System.nanoTime()).as("%d committed", committed()).isLessThan(deadline);
      Thread.sleep(20);
    }
  }

  private long committed() throws Exception {
    return topics.committed(delivery, input()).values().stream().mapToLong(next -> next).sum();
  }

  private Process serve(Path file, String log) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            HEAP,
            "-XX:+ExitOnOutOfMemoryError",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.foretick.stream.cli.Main",
            "serve",
            file.toString())
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve(delivery + "-" + log + ".log").toFile())
        .start();
  }

  private String config() {
    return """
        kafka.bootstrap.servers: %s
        model.path: %s
        topics: {input: %s, output: %s}
        input: {time-field: ts, time-format: epoch-ms, covariate-fields: [size]}
        window.kind: bars
        bars: {interval: 1s, fill: previous, close-delay: 365d}
        delivery: %s
        group.id: %s
        instance.id: i
        http.port: 0
        kafka.max.poll.records: 1000
        """
        .formatted(
            broker.bootstrapServers(),
            TestModels.write(TestModels.bars(Duration.ofSeconds(1)), directory),
            input(),
            output(),
            delivery,
            delivery);
  }

  private String input() {
    return "ticks-" + delivery;
  }

  private String output() {
    return "bars-" + delivery;
  }
}
