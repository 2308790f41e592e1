package dev.foretick.stream.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is said of a configuration that cannot be, or looks like a mistake. */
class ServeConfigProblemsTest {
  private static final String MINIMAL =
      """
      kafka.bootstrap.servers: localhost:9092
      model.path: model.foretick
      topics.input: ticks
      """;

  @Test
  void parse_ofManyMistakes_reportsAllOfThem() {
    assertThat(
            problems(
                """
                kafka.group.id: mine
                model.path: m
                model.reload-interval: never
                topics.inptu: ticks
                http.port: 70000
                state: {max-series: 0, idle-timeout: soon}
                emit: sometimes
                delivery: at-most-once
                input.covariate-fields: [a, '']
                windows: 7
                """))
        .containsExactlyInAnyOrder(
            "kafka.group.id: mine (expected: the key group.id)",
            "kafka.bootstrap.servers: missing (expected: host:port of at least one broker)",
            "model.reload-interval: never (expected: a duration such as 500ms, 30s, 5m, 2h, 7d or PT30S, or off)",
            "topics.input: missing (expected: 1 to 249 of the characters a-z A-Z 0-9 . _ -)",
            "topics.inptu: unknown key (did you mean topics.input?)",
            "http.port: 70000 (expected: 0 to 65535)",
            "state.max-series: 0 (expected: 1 to 100000000)",
            "state.idle-timeout: soon (expected: a duration > 0, such as 500ms, 30s, 5m, 2h, 7d or PT30S)",
            "emit: sometimes (expected: every | latest)",
            "delivery: at-most-once (expected: exactly-once | at-least-once)",
            "input.covariate-fields: [a, ] (expected: a list of texts)",
            "windows: unknown key (expected: a key of docs/configuration.md)");
  }

  @Test
  void parse_ofValuesThatKafkaRefuses_saysWhatItTakes() {
    assertThat(
            problems(
                MINIMAL
                    + """
                    kafka:
                      linger.ms: abc
                      acks: some
                      fetch.min.bytes: -1
                      key.of.a.plugin: anything
                      sasl.jaas.config: hunter2
                      ssl.enabled.protocols: [TLSv1.3]
                    """))
        .containsExactlyInAnyOrder(
            "kafka.linger.ms: abc (expected: a whole number, [0,...])",
            "kafka.acks: some (expected: a text, [all, -1, 0, 1])",
            "kafka.fetch.min.bytes: -1 (expected: a whole number, [0,...])");
  }

  @Test
  void parse_ofWrongValuesAndContradictions_tellsBoth() {
    assertThat(
            problems(
                """
                kafka.bootstrap.servers: localhost:9092
                topics: {input: ticks, output: ticks, dead-letter: 'no good', scores: dead}
                window.kind: bars
                bars.interval: soon
                bars.session.open: "09:30"
                time.duplicates: last
                scoring.enabled: false
                """))
        .containsExactlyInAnyOrder(
            "model.path: missing (expected: a path)",
            "topics.dead-letter: no good (expected: 1 to 249 of the characters a-z A-Z 0-9 . _ -)",
            "bars.interval: soon (expected: 1 ms to 7 days, with a session at most a day)",
            "topics.output: ticks (expected: another topic than topics.input)",
            "topics.scores: set (expected: scoring.enabled: true beside it)",
            "bars.session.close: missing (expected: open, close and zone of a session)",
            "bars.session.zone: missing (expected: open, close and zone of a session)",
            "time.duplicates: set (expected: window.kind: count)");
  }

  @Test
  void doubts_areOfKeysThatKafkaDoesNotKnow_andNearlyDoes() {
    ServeConfig config =
        ServeConfig.parse(
            MINIMAL + "kafka: {linger.mss: 5, key.of.a.plugin: x, acks: all}", Map.of());
    assertThat(config.doubts())
        .containsExactly(
            "kafka.linger.mss: unknown to Kafka's clients (did you mean kafka.linger.ms?)");
  }

  @Test
  void parse_ofKeysThatContradictEachOther_saysWhich() {
    assertThat(
            problems(
                MINIMAL
                    + """
                    topics: {output: ticks, scores: s}
                    scoring.enabled: false
                    input: {time-format: epoch-s, csv-delimiter: ';'}
                    """))
        .containsExactlyInAnyOrder(
            "topics.output: ticks (expected: another topic than topics.input)",
            "topics.scores: set (expected: scoring.enabled: true beside it)",
            "input.time-format: set (expected: input.time-field beside it)",
            "input.csv-delimiter: set (expected: input.format: csv beside it)");
    assertThat(problems(MINIMAL + "input.format: csv"))
        .containsExactly("input.csv-columns: missing (expected: the names of all columns)");
  }

  @Test
  void parse_ofBarsThatContradictThemselves_saysWhy() {
    String bars = MINIMAL + "window.kind: bars\n";
    assertThat(problems(bars))
        .containsExactly("bars.interval: missing (expected: the model's frequency)");
    assertThat(problems(MINIMAL + "bars: {interval: 1m, session: {open: '09:30'}}"))
        .containsExactlyInAnyOrder(
            "bars.interval: set (expected: window.kind: bars beside it)",
            "bars.session.open: set (expected: window.kind: bars beside it)");
    assertThat(problems(bars + "bars: {interval: 1m, session: {open: '09:30'}}"))
        .containsExactlyInAnyOrder(
            "bars.session.close: missing (expected: open, close and zone of a session)",
            "bars.session.zone: missing (expected: open, close and zone of a session)");
    assertThat(problems(bars + "bars.interval: 1m\nbars.session.holidays: [2026-12-25]"))
        .hasSize(3);
    assertThat(problems(bars + "bars.interval: 8d"))
        .containsExactly("bars.interval: PT192H (expected: PT0.001S to PT168H)");
    assertThat(problems(bars + "bars.interval: 1s\ntime: {grace: 1d, duplicates: last}"))
        .containsExactlyInAnyOrder(
            "time.grace: PT24H at intervals of PT1S keeps 86401 bars open (expected: <= 1000)",
            "time.duplicates: set (expected: window.kind: count)");
    String session = "bars.session: {open: '9', close: noon, zone: Mars, days: [Caturday]}\n";
    assertThat(problems(bars + "bars.interval: 1s\n" + session))
        .containsExactlyInAnyOrder(
            "bars.session.open: 9 (expected: a local time such as 09:30)",
            "bars.session.close: noon (expected: a local time such as 16:00)",
            "bars.session.zone: Mars (expected: a time zone such as America/New_York)",
            "bars.session.days: Caturday (expected: a list of weekdays such as [monday, friday])");
  }

  @Test
  void parse_ofTextThatIsNoConfiguration_saysWhy() {
    assertThat(problems("- a\n- b"))
        .containsExactly("configuration: a list (expected: keys with values)");
    assertThat(problems("a: b: c"))
        .singleElement()
        .asString()
        .startsWith("configuration: not YAML (line 1: ");
    assertThat(problems("http:\n  page: true\n\tport: 1\n"))
        .containsExactly("configuration: line 3: a tab (expected: spaces)");
    assertThat(problems("http.port: 1\nkafka.ssl.key.password: @tulip"))
        .singleElement()
        .asString()
        .startsWith("configuration: line 2: a text that begins with a sign of YAML")
        .endsWith("(expected: quotes around it)")
        .doesNotContain("tulip");
    assertThat(problems("http:\n  port:\n"))
        .containsExactly("http.port: empty (expected: a value, or no such line)");
    assertThat(problems("http: {port: 1}\nhttp.port: 2"))
        .containsExactly("http.port: twice (expected: once)");
    assertThat(problems("")).hasSize(3);
  }

  @Test
  void load_ofFileThatIsMissing_saysWhich() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> ServeConfig.load(Path.of("no/such.yaml"), Map.of()))
        .withMessage("configuration: no/such.yaml (expected: a readable YAML file)");
  }

  @Test
  void environment_thatIsMissing_isAProblem() {
    assertThat(problems(MINIMAL + "group.id: ${NOPE}"))
        .containsExactly(
            "group.id: ${NOPE} (expected: the environment variable NOPE, or a default as in ${NOPE:…})");
  }

  private static List<String> problems(String yaml) {
    try {
      return List.of("no problem: " + ServeConfig.parse(yaml, Map.of()));
    } catch (ConfigException e) {
      return e.problems();
    }
  }
}
