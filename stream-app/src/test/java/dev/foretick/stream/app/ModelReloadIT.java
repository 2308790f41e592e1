package dev.foretick.stream.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.common.series.Forecast;
import dev.foretick.common.series.ForecastStatus;
import dev.foretick.common.series.Score;
import dev.foretick.common.wire.ForecastDecoder;
import dev.foretick.common.wire.ScoreDecoder;
import dev.foretick.model.bundle.BundleFile;
import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.stream.config.ServeConfig;
import dev.foretick.stream.embedded.EmbeddedBroker;
import dev.foretick.stream.testing.Scrape;
import dev.foretick.stream.testing.TestModels;
import dev.foretick.stream.testing.TestTopics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The model file changes, for the better and for the worse, while observations come steadily. */
class ModelReloadIT {
  private static final Logger log = LoggerFactory.getLogger(ModelReloadIT.class);

  private static final String REFUSED = "foretick_model_reload_total{result=\"failure\"}";
  private static final int SERIES = 8;
  private static final Duration TICK = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path directory;

  /** One tick of every series in each interval, until it is closed. */
  private static final class SteadyTicks implements AutoCloseable {
    private final TestTopics topics;
    private final Thread thread = new Thread(this::run, "ticks");
    private volatile boolean stopped;
    private int ticks;

    SteadyTicks(TestTopics topics) {
      this.topics = topics;
      thread.start();
    }

    /** Ends and tells how many ticks each series had. */
    int stop() throws InterruptedException {
      close();
      thread.join();
      return ticks;
    }

    @Override
    public void close() {
      stopped = true;
    }

    private void run() {
      long next = System.nanoTime();
      while (!stopped) {
        for (int series = 0; series < SERIES; series++) {
          topics.tick("in", "s" + series, ticks, Prices.price(series, ticks));
        }
        topics.flush();
        ticks++;
        next += TICK.toNanos();
        sleep(Duration.ofNanos(Math.max(0, next - System.nanoTime())));
      }
    }
  }

  @Test
  void goodModel_isServedWithoutAGap_andBadOnesAreNot() throws Exception {
    ModelBundle first = TestModels.price();
    ModelBundle second = TestModels.price(8);
    Path file = TestModels.write(first, directory);
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker"), 0);
        TestTopics topics = new TestTopics(broker.bootstrapServers())) {
      broker.createTopic("in", 2);
      int ticks;
      try (ForecastServer server = ForecastServer.start(config(broker, file));
          SteadyTicks steady = new SteadyTicks(topics)) {
        awaitForecasts(server, SERIES * 100);
        BundleFile.write(second, file);
        awaitSum(
            server,
            "foretick_model_info{model=\"cnn-lstm\",version=\"%s\"}".formatted(version(second)),
            1);
        awaitForecasts(server, SERIES * 100);
        replaceWithHalfOf(file);
        awaitSum(server, REFUSED, 1);
        awaitForecasts(server, SERIES * 50);
        BundleFile.write(TestModels.price(2 * TestModels.INPUT_SIZE, 9), file);
        awaitSum(server, REFUSED, 2);
        awaitForecasts(server, SERIES * 50);
        ticks = steady.stop();
        awaitSum(server, "foretick_forecasts_published_total", SERIES * (double) ticks);

        Scrape metrics = Scrape.of(server.httpPort());
        assertThat(metrics.sum("foretick_model_info")).isEqualTo(1);
        assertThat(metrics.sum("foretick_model_reload_total{result=\"success\"}")).isEqualTo(2);
        assertThat(metrics.sum(REFUSED)).isEqualTo(2);
        assertThat(metrics.sum("foretick_runtime_failures_total")).isZero();
      }
      List<ConsumerRecord<byte[], byte[]>> published = topics.read("in-forecasts", SERIES * ticks);
      requireNoGap(published);
      requireModels(published, ticks, first, second);
      requireScores(published, topics.read("scores", (int) topics.size("scores")));
    }
  }

  private static void requireNoGap(List<ConsumerRecord<byte[], byte[]>> published) {
    long[] times = published.stream().mapToLong(ConsumerRecord::timestamp).sorted().toArray();
    long longest =
        LongStream.range(1, times.length)
            .map(i -> times[(int) i] - times[(int) i - 1])
            .max()
            .orElseThrow();
    log.info("Longest time without a forecast, over {} changes of the file: {} ms", 3, longest);
    assertThat(longest).isLessThan(1_000);
  }

  /** One model up to some tick of each series, then the other; never a stand-in, never back. */
  private static void requireModels(
      List<ConsumerRecord<byte[], byte[]>> published,
      int ticks,
      ModelBundle first,
      ModelBundle second) {
    ForecastDecoder decoder = new ForecastDecoder();
    int[] seen = new int[SERIES];
    int[] changes = new int[SERIES];
    for (ConsumerRecord<byte[], byte[]> record : published) {
      Forecast forecast = decoder.decode(record.value());
      int series = Integer.parseInt(forecast.series().value().substring(1));
      int tick = seen[series]++;
      if (changes[series] == 0 && forecast.modelVersion().equals(version(second))) {
        changes[series] = tick;
      }
      if (tick % 10 == 0 || tick == changes[series]) {
        new Prices(changes[series] == 0 ? first : second)
            .requireForecast(forecast, "in", series, tick);
      }
      assertThat(forecast.modelVersion()).isEqualTo(version(changes[series] == 0 ? first : second));
      assertThat(forecast.status())
          .isEqualTo(tick < TestModels.INPUT_SIZE - 1 ? ForecastStatus.WARMUP : ForecastStatus.OK);
    }
    assertThat(seen).containsOnly(ticks);
    assertThat(Arrays.stream(changes).min().orElseThrow()).isPositive();
  }

  private static void requireScores(
      List<ConsumerRecord<byte[], byte[]>> published, List<ConsumerRecord<byte[], byte[]>> scores) {
    ForecastDecoder decoder = new ForecastDecoder();
    Map<String, String> versions = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : published) {
      Forecast forecast = decoder.decode(record.value());
      versions.put(forecast.series() + "@" + forecast.cutoff(), forecast.modelVersion());
    }
    ScoreDecoder scoreDecoder = new ScoreDecoder();
    int late = 0;
    for (ConsumerRecord<byte[], byte[]> record : scores) {
      Score score = scoreDecoder.decode(record.value());
      String version = versions.get(score.series() + "@" + score.cutoff());
      assertThat(score.modelVersion()).isEqualTo(version);
      String current = versions.get(score.series() + "@" + score.time());
      late += score.modelVersion().equals(current) ? 0 : 1;
    }
    // The forecasts of the first model that were pending when the second came.
    assertThat(late).isEqualTo(SERIES * TestModels.HORIZON * (TestModels.HORIZON + 1) / 2);
  }

  private static ServeConfig config(EmbeddedBroker broker, Path file) {
    return ServeConfig.parse(
        """
        kafka.bootstrap.servers: %s
        model: {path: %s, reload-interval: 200ms}
        topics: {input: in, scores: scores}
        input: {time-field: ts, time-format: epoch-s}
        threads: 2
        http.port: 0
        """
            .formatted(broker.bootstrapServers(), file),
        Map.of());
  }

  /** As a copy does that was interrupted: in place, and never finished. */
  private static void replaceWithHalfOf(Path file) throws Exception {
    Path half = file.resolveSibling("half");
    byte[] whole = Files.readAllBytes(file);
    Files.write(half, Arrays.copyOf(whole, whole.length / 2));
    Files.copy(half, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void awaitForecasts(ForecastServer server, double more) throws Exception {
    double before = Scrape.of(server.httpPort()).sum("foretick_forecasts_published_total");
    awaitSum(server, "foretick_forecasts_published_total", before + more);
  }

  private static void awaitSum(ForecastServer server, String metric, double least)
      throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (Scrape.of(server.httpPort()).sum(metric) < least) {
      assertThat(System.nanoTime()).as(metric).isLessThan(deadline);
      sleep(Duration.ofMillis(20));
    }
  }

  private static String version(ModelBundle bundle) {
    return bundle.provenance().modelVersion();
  }

  private static void sleep(Duration duration) {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
