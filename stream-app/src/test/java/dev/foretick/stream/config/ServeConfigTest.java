package dev.foretick.stream.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.common.bars.BarFill;
import dev.foretick.common.series.SeriesId;
import dev.foretick.common.window.DuplicateRule;
import dev.foretick.common.wire.ObservationFormat;
import dev.foretick.common.wire.TimeUnitFormat;
import dev.foretick.model.runtime.RuntimeKind;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ServeConfigTest {
  private static final String MINIMAL =
      """
      kafka.bootstrap.servers: localhost:9092
      model.path: model.foretick
      topics.input: ticks
      """;

  private static final ServeConfig DEFAULTS =
      new ServeConfig(
          Map.of("bootstrap.servers", "localhost:9092"),
          new ServeConfig.Model(
              Path.of("model.foretick"), RuntimeKind.AUTO, 1, Duration.ofSeconds(10)),
          new ServeConfig.Topics(
              "ticks",
              "ticks-forecasts",
              "ticks-dead-letters",
              Optional.empty(),
              "foretick-ticks-windows",
              true),
          new ServeConfig.Input(
              ObservationFormat.Kind.JSON,
              Optional.empty(),
              Optional.empty(),
              TimeUnitFormat.ISO,
              Optional.empty(),
              Optional.empty(),
              ',',
              List.of()),
          new ServeConfig.Output(OutputShape.NESTED, Warmup.PUBLISH),
          Emit.EVERY,
          1,
          DeliveryMode.EXACTLY_ONCE,
          "foretick",
          Optional.empty(),
          new ServeConfig.Time(Duration.ZERO, DuplicateRule.KEEP, LateRule.COUNT, Optional.empty()),
          WindowKind.COUNT,
          new ServeConfig.Bars(
              Optional.empty(),
              BarFill.PREVIOUS,
              Duration.ofSeconds(1),
              new ServeConfig.Session(
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  List.of(
                      DayOfWeek.MONDAY,
                      DayOfWeek.TUESDAY,
                      DayOfWeek.WEDNESDAY,
                      DayOfWeek.THURSDAY,
                      DayOfWeek.FRIDAY),
                  List.of())),
          new ServeConfig.State(Duration.ofDays(7), 100_000, 100_000),
          new ServeConfig.Scoring(true, 64),
          new ServeConfig.Http("127.0.0.1", 8080, true),
          Set.of(),
          Optional.empty(),
          Duration.ofSeconds(30));

  private static final String FULL =
      """
      kafka:
        bootstrap:
          servers: ["one:9092", "two:9092"]
        client.rack: 45_000
      model:
        path: /models/a.foretick
        runtime: dl4j
        threads: 2
        reload-interval: off
      topics: {input: in, output: out, dead-letter: dead, scores: sc, windows: win, create: false}
      input:
        format: csv
        series-field: sensor
        time-field: at
        time-format: epoch-us
        target-field: temperature
        covariate-fields: [humidity, wind]
        csv-delimiter: ;
        csv-columns: "sensor, at,temperature,humidity,wind"
      output: {shape: flat, warmup: skip}
      emit: latest
      threads: 4
      delivery: at-least-once
      group.id: plant-7
      instance.id: pod-3
      time: {grace: 1s, late: dead-letter, max-ahead: 2m}
      window.kind: bars
      bars:
        interval: 5m
        fill: none
        close-delay: 0s
        session:
          open: "18:00"
          close: "17:00"
          zone: America/Chicago
          days: [sunday, monday]
          holidays: [2026-12-25, 2027-01-01]
      state: {idle-timeout: 90m, max-series: 5, max-replay-records: 0}
      scoring: {enabled: true, max-pending: 3}
      http: {host: 0.0.0.0, port: 0, page: false}
      metrics.series: [a, b]
      metrics.steps: [1, 12]
      shutdown.timeout: PT1.5S
      """;

  @Test
  void parse_ofRequiredKeysOnly_takesTheDefaults() {
    assertThat(parse(MINIMAL)).isEqualTo(DEFAULTS);
  }

  @Test
  void parse_ofEveryKey_fillsTheWholeTree() {
    assertThat(parse(FULL))
        .isEqualTo(
            new ServeConfig(
                Map.of("bootstrap.servers", "one:9092,two:9092", "client.rack", "45_000"),
                new ServeConfig.Model(
                    Path.of("/models/a.foretick"), RuntimeKind.DL4J, 2, Duration.ZERO),
                new ServeConfig.Topics("in", "out", "dead", Optional.of("sc"), "win", false),
                new ServeConfig.Input(
                    ObservationFormat.Kind.CSV,
                    Optional.of("sensor"),
                    Optional.of("at"),
                    TimeUnitFormat.EPOCH_US,
                    Optional.of("temperature"),
                    Optional.of(List.of("humidity", "wind")),
                    ';',
                    List.of("sensor", "at", "temperature", "humidity", "wind")),
                new ServeConfig.Output(OutputShape.FLAT, Warmup.SKIP),
                Emit.LATEST,
                4,
                DeliveryMode.AT_LEAST_ONCE,
                "plant-7",
                Optional.of("pod-3"),
                new ServeConfig.Time(
                    Duration.ofSeconds(1),
                    DuplicateRule.KEEP,
                    LateRule.DEAD_LETTER,
                    Optional.of(Duration.ofMinutes(2))),
                WindowKind.BARS,
                new ServeConfig.Bars(
                    Optional.of(Duration.ofMinutes(5)),
                    BarFill.NONE,
                    Duration.ZERO,
                    new ServeConfig.Session(
                        Optional.of(LocalTime.of(18, 0)),
                        Optional.of(LocalTime.of(17, 0)),
                        Optional.of(ZoneId.of("America/Chicago")),
                        List.of(DayOfWeek.SUNDAY, DayOfWeek.MONDAY),
                        List.of(LocalDate.of(2026, 12, 25), LocalDate.of(2027, 1, 1)))),
                new ServeConfig.State(Duration.ofMinutes(90), 5, 0),
                new ServeConfig.Scoring(true, 3),
                new ServeConfig.Http("0.0.0.0", 0, false),
                Set.of(new SeriesId("a"), new SeriesId("b")),
                Optional.of(List.of(1, 12)),
                Duration.ofMillis(1500)));
  }

  @Test
  void everyKey_standsInTheFullExample() {
    // Whoever adds a key adds it to the full mapping, where it has another value than the default.
    ServeConfig full = parse(FULL);
    for (Setting<?> setting : Settings.ALL) {
      // Nothing else goes with what stands beside these.
      boolean onlyOneValue = List.of("scoring.enabled", "time.duplicates").contains(setting.name());
      assertThat(setting.print(full).equals(setting.print(DEFAULTS)))
          .as(setting.name())
          .isEqualTo(onlyOneValue);
    }
  }

  @Test
  void toString_readsBackAsTheSameConfiguration() {
    assertThat(parse(parse(FULL).toString())).isEqualTo(parse(FULL));
    assertThat(parse(DEFAULTS.toString())).isEqualTo(DEFAULTS);
  }

  @Test
  void environment_isPutIn_withoutTouchingTheStructure() {
    Map<String, String> environment = Map.of("BROKER", "b:1", "GROUP", "x\nhttp.port: 1");
    ServeConfig config =
        ServeConfig.parse(
            """
            kafka.bootstrap.servers: "${BROKER},${SECOND:c:2}"
            model.path: $${x}
            topics.input: t${NONE:}
            group.id: ${GROUP}
            """,
            environment);

    assertThat(config.kafka()).containsEntry("bootstrap.servers", "b:1,c:2");
    assertThat(config.model().path()).isEqualTo(Path.of("${x}"));
    assertThat(config.topics().input()).isEqualTo("t");
    assertThat(config.groupId()).isEqualTo("x\nhttp.port: 1");
    assertThat(config.http().port()).isEqualTo(8080);
  }

  @Test
  void secrets_areMasked_whereTheConfigurationIsPrinted() {
    ServeConfig config =
        parse(
            MINIMAL
                + """
                kafka:
                  sasl.jaas.config: org.apache.Login required password="hunter2";
                  ssl.keystore.password: hunter2
                  ssl.keystore.key: hunter2
                  sasl.oauthbearer.client.credentials.client.secret: hunter2
                  security.protocol: SASL_SSL
                """);

    assertThat(config.toString())
        .doesNotContain("hunter2")
        .contains("kafka.sasl.jaas.config: '****'", "kafka.security.protocol: SASL_SSL");
    assertThat(config.kafka()).containsEntry("ssl.keystore.password", "hunter2");
  }

  private static ServeConfig parse(String yaml) {
    return ServeConfig.parse(yaml, Map.of());
  }
}
