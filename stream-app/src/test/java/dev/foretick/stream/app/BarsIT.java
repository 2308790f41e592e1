package dev.foretick.stream.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foretick.common.bars.Bar;
import dev.foretick.common.bars.BarFill;
import dev.foretick.common.bars.BarSpec;
import dev.foretick.common.bars.TradingSession;
import dev.foretick.common.series.Forecast;
import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.stream.app.OfflineBars.Tick;
import dev.foretick.stream.config.ConfigException;
import dev.foretick.stream.config.ServeConfig;
import dev.foretick.stream.embedded.EmbeddedBroker;
import dev.foretick.stream.testing.TestModels;
import dev.foretick.stream.testing.TestTopics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Ticks in, a forecast for each bar out. */
class BarsIT {
  private static final Instant FRIDAY = Instant.parse("2026-01-09T12:08:00Z");
  private static final Instant MONDAY = Instant.parse("2026-01-12T12:00:00Z");
  private static final int SERIES = 4;

  /** So that only ticks close bars. */
  private static final String NO_CLOCK = "bars.close-delay: 365d";

  @TempDir static Path directory;
  private static EmbeddedBroker broker;
  private static TestTopics topics;

  private String name;
  private String input;

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

  @BeforeEach
  void createTopic(TestInfo test) throws Exception {
    name = test.getTestMethod().orElseThrow().getName();
    input = "in-" + name;
    broker.createTopic(input, 2);
  }

  @Test
  void ticksOverASessionsEnd_andRestartsWithinABar_giveEachBarOnceAsOffline() throws Exception {
    TradingSession session =
        new TradingSession(
            LocalTime.of(12, 0),
            LocalTime.of(12, 10),
            ZoneOffset.UTC,
            EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
            Set.of());
    BarSpec spec =
        new BarSpec(Duration.ofSeconds(10), session, BarFill.PREVIOUS, Duration.ofSeconds(5), 1000);
    ModelBundle bundle = TestModels.bars(Duration.ofSeconds(10));
    OfflineBars offline = new OfflineBars(spec, bundle);
    String config =
        config(bundle, "10s", NO_CLOCK)
            + """
            time.grace: 5s
            bars.session:
              open: "12:00"
              close: "12:10"
              zone: Z
            """;
    List<Tick> ticks = ticks();
    double offSession = 0;
    int sent = 0;
    for (int part = 1; part <= 4; part++) {
      int until = ticks.size() * part / 4;
      ticks.subList(sent, until).forEach(tick -> topics.send(input, tick.series(), tick.json()));
      topics.flush();
      sent = until;
      List<Tick> soFar = ticks.subList(0, until);
      try (ForecastServer server = start(config)) {
        Map<String, List<Bar>> expected = new HashMap<>();
        for (int series = 0; series < SERIES; series++) {
          expected.put("s" + series, offline.bars(soFar, "s" + series));
        }
        int count = expected.values().stream().mapToInt(List::size).sum();
        Map<String, List<Forecast>> forecasts = topics.forecasts(output(), count);

        expected.forEach(
            (series, bars) ->
                offline.requireForecasts(forecasts.getOrDefault(series, List.of()), bars));
        offSession += server.meters().get("foretick.records.off-session").counter().count();
        if (part == 4) {
          assertThat(forecasts.values())
              .anySatisfy(
                  own ->
                      assertThat(own)
                          .anySatisfy(
                              forecast ->
                                  assertThat(forecast.steps().get(0).time()).isEqualTo(MONDAY)));
        }
      }
    }
    assertThat(offSession).isPositive();
  }

  @Test
  void quietSeries_isClosedByTheWallClock_andNotAgainAfterARestart() throws Exception {
    String config = config(TestModels.bars(Duration.ofSeconds(2)), "2s", "bars.fill: none");
    long start = System.currentTimeMillis() / 2000 * 2000;
    Tick tick = new Tick("s", start + 1, 100, 1);
    try (ForecastServer server = start(config)) {
      topics.send(input, "s", tick.json());
      topics.flush();
      Forecast forecast = topics.forecasts(output(), 1).getOrDefault("s", List.of()).get(0);
      assertThat(forecast.cutoff()).isEqualTo(Instant.ofEpochMilli(start));
      assertThat(forecast.source().offset()).isZero();
      assertThat(forecast.producedAt()).isAfter(Instant.ofEpochMilli(start + 3000));
      assertThat(server.httpPort()).isPositive();
    }
    try (ForecastServer server = start(config)) {
      topics.send(input, "s", tick.json());
      topics.flush();
      for (int i = 0; i < 300 && late(server) == 0; i++) {
        Thread.sleep(100);
      }
      Thread.sleep(2_000);
      assertThat(late(server)).isEqualTo(1);
      assertThat(topics.size(output())).isEqualTo(1);
    }
  }

  @Test
  void killedServer_forecastsEachBarOfQuietAndBusySeriesOnce() throws Exception {
    Path file = directory.resolve(name + ".yaml");
    Files.writeString(file, config(TestModels.bars(Duration.ofSeconds(1)), "1s", "instance.id: i"));
    Random random = new Random(5);
    Process first = serve(file, "first");
    Process second = null;
    try {
      for (int i = 0; i < 300 && !topics.exists(output()); i++) {
        Thread.sleep(100);
      }
      tickFor(Duration.ofSeconds(6), random);
      assertThat(topics.size(output())).isPositive();
      first.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
      second = serve(file, "second");
      tickFor(Duration.ofSeconds(6), random);
      Thread.sleep(5_000);
    } finally {
      first.destroyForcibly();
      if (second != null) {
        second.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
      }
    }
    Map<String, List<Forecast>> forecasts = topics.forecasts(output(), (int) topics.size(output()));
    assertThat(forecasts).hasSize(SERIES);
    // Gaps are filled, so that bars follow each other without an end.
    forecasts.forEach(
        (series, own) -> {
          Instant begin = own.get(0).cutoff();
          List<Instant> each = new ArrayList<>();
          for (int i = 0; i < own.size(); i++) {
            each.add(begin.plusSeconds(i));
          }
          assertThat(own).extracting(Forecast::cutoff).containsExactlyElementsOf(each);
          assertThat(own).as(series).hasSizeGreaterThan(6);
        });
  }

  @Test
  void barsThatTheModelIsNotOf_areOneClearError() {
    assertThatThrownBy(() -> start(config(TestModels.bars(Duration.ofSeconds(1)), "2s", "")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("bars.interval: PT2S (expected: PT1S, the model's frequency)");
    assertThatThrownBy(() -> start(config(TestModels.price(), "1s", "")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(
            "window.kind: bars (expected: a model whose target and covariates are among"
                + " [open, high, low, close, volume, count]; its are [price])");
  }

  /** Series of the end of a session and the start of the next, somewhat out of order. */
  private static List<Tick> ticks() {
    Random random = new Random(11);
    List<Tick> ticks = new ArrayList<>();
    for (Instant from : List.of(FRIDAY, MONDAY)) {
      for (int second = 0; second < 180; second++) {
        if (second > 60 && second < 95) {
          continue;
        }
        String series = "s" + random.nextInt(SERIES);
        long millis = from.toEpochMilli() + second * 1000L - random.nextInt(4000);
        ticks.add(new Tick(series, millis, 100 + random.nextInt(20), random.nextInt(5)));
      }
    }
    return ticks;
  }

  /** Ticks of now; some series only begin, and are quiet from then on. */
  private void tickFor(Duration duration, Random random) throws Exception {
    long end = System.currentTimeMillis() + duration.toMillis();
    boolean isFirst = true;
    while (System.currentTimeMillis() < end) {
      for (int series = 0; series < SERIES; series++) {
        if (isFirst || (series % 2 == 0 && random.nextInt(3) == 0)) {
          Tick tick = new Tick("s" + series, System.currentTimeMillis(), 100, 1);
          topics.send(input, tick.series(), tick.json());
        }
      }
      isFirst = false;
      topics.flush();
      Thread.sleep(100);
    }
  }

  private Process serve(Path file, String log) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.foretick.stream.cli.Main",
            "serve",
            file.toString())
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve(log + ".log").toFile())
        .start();
  }

  private static double late(ForecastServer server) {
    return server.meters().get("foretick.records.late").counter().count();
  }

  private ForecastServer start(String config) {
    return ForecastServer.start(ServeConfig.parse(config, Map.of()));
  }

  private String config(ModelBundle bundle, String interval, String more) {
    return """
        kafka.bootstrap.servers: %s
        model.path: %s
        topics: {input: %s, output: %s}
        input: {time-field: ts, time-format: epoch-ms, covariate-fields: [size]}
        window.kind: bars
        bars.interval: %s
        group.id: %s
        http.port: 0
        %s
        """
        .formatted(
            broker.bootstrapServers(),
            TestModels.write(bundle, directory),
            input,
            output(),
            interval,
            name,
            more);
  }

  private String output() {
    return "out-" + name;
  }
}
