package dev.foretick.stream.config;

import static dev.foretick.stream.config.Setting.optional;
import static dev.foretick.stream.config.Setting.required;
import static dev.foretick.stream.config.Setting.setting;
import static dev.foretick.stream.config.SettingType.character;
import static dev.foretick.stream.config.SettingType.choice;
import static dev.foretick.stream.config.SettingType.duration;
import static dev.foretick.stream.config.SettingType.durationOrOff;
import static dev.foretick.stream.config.SettingType.flag;
import static dev.foretick.stream.config.SettingType.integer;
import static dev.foretick.stream.config.SettingType.path;
import static dev.foretick.stream.config.SettingType.text;
import static dev.foretick.stream.config.SettingType.texts;
import static dev.foretick.stream.config.SettingType.topic;

import dev.foretick.common.wire.ObservationFormat;
import dev.foretick.common.wire.TimeUnitFormat;
import dev.foretick.model.runtime.RuntimeKind;
import dev.foretick.stream.config.Setting.Presence;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Every key that a server knows, in the order of the documentation. */
final class Settings {
  static final Setting<Path> MODEL_PATH =
      required(
          "model.path", path(), "The bundle that `foretick train` wrote.", c -> c.model().path());
  static final Setting<RuntimeKind> MODEL_RUNTIME =
      setting(
          "model.runtime",
          choice(RuntimeKind.class),
          RuntimeKind.AUTO,
          "What runs the network: `auto` takes ONNX Runtime, or Deeplearning4j where ONNX Runtime has no native library.",
          c -> c.model().runtime());
  static final Setting<Integer> MODEL_THREADS =
      setting(
          "model.threads",
          integer(1, 64),
          1,
          "Threads that one inference call may use. Where there are many series, more loops (`threads`) gain more.",
          c -> c.model().threads());
  static final Setting<Duration> MODEL_RELOAD_INTERVAL =
      setting(
          "model.reload-interval",
          durationOrOff(),
          Duration.ofSeconds(10),
          "How often the file is looked at. One that has changed, and has not changed again until the next look, is served from then on if it [fits](reload.md) the model that runs; otherwise that one goes on. `off` or `0` for never.",
          c -> c.model().reloadInterval());

  static final Setting<String> TOPICS_INPUT =
      required("topics.input", topic(), "Where observations are read.", c -> c.topics().input());
  static final Setting<String> TOPICS_OUTPUT =
      new Setting<>(
          "topics.output",
          topic(),
          Presence.follows("`<topics.input>-forecasts`", v -> v.get(TOPICS_INPUT) + "-forecasts"),
          "Where forecasts are published.",
          c -> c.topics().output());
  static final Setting<String> TOPICS_DEAD_LETTER =
      new Setting<>(
          "topics.dead-letter",
          topic(),
          Presence.follows(
              "`<topics.input>-dead-letters`", v -> v.get(TOPICS_INPUT) + "-dead-letters"),
          "Where records go that are no observations, with the reason in their headers.",
          c -> c.topics().deadLetter());
  static final Setting<Optional<String>> TOPICS_SCORES =
      optional(
          "topics.scores",
          topic(),
          "none",
          "Where scores are published; without it they only feed the metrics.",
          c -> c.topics().scores());
  static final Setting<String> TOPICS_WINDOWS =
      new Setting<>(
          "topics.windows",
          topic(),
          Presence.follows(
              "`<group.id>-<topics.input>-windows`",
              v -> windowsTopic(v.get(Settings.GROUP_ID), v.get(TOPICS_INPUT))),
          "Where the windows of all series are written to, so that a restart finds them. It is compacted, has at least as many partitions as the input topic, takes messages as large as the largest window, and belongs to one group; all but the last is checked at the start.",
          c -> c.topics().windows());
  static final Setting<Boolean> TOPICS_CREATE =
      setting(
          "topics.create",
          flag(),
          true,
          "Whether missing topics of output, dead letters, scores and windows are created, with as many partitions as the input topic, which has to be there, and whether the topic of windows is given more partitions when the input topic has more, or larger messages when the model needs them.",
          c -> c.topics().create());

  static final Setting<ObservationFormat.Kind> INPUT_FORMAT =
      setting(
          "input.format",
          choice(ObservationFormat.Kind.class),
          ObservationFormat.Kind.JSON,
          "What the value of a record is.",
          c -> c.input().format());
  static final Setting<Optional<String>> INPUT_SERIES_FIELD =
      optional(
          "input.series-field",
          text(),
          "the record's key",
          "The field that names the series.",
          c -> c.input().seriesField());
  static final Setting<Optional<String>> INPUT_TIME_FIELD =
      optional(
          "input.time-field",
          text(),
          "the record's timestamp",
          "The field that states event time.",
          c -> c.input().timeField());
  static final Setting<TimeUnitFormat> INPUT_TIME_FORMAT =
      setting(
          "input.time-format",
          choice(TimeUnitFormat.class),
          TimeUnitFormat.ISO,
          "How `input.time-field` states it.",
          c -> c.input().timeFormat());
  static final Setting<Optional<String>> INPUT_TARGET_FIELD =
      optional(
          "input.target-field",
          text(),
          "the model's name for it",
          "The field whose value is forecast.",
          c -> c.input().targetField());
  static final Setting<Optional<List<String>>> INPUT_COVARIATE_FIELDS =
      optional(
          "input.covariate-fields",
          texts(),
          "the model's names for them",
          "The fields of the further channels, in the model's order.",
          c -> c.input().covariateFields());
  static final Setting<Character> INPUT_CSV_DELIMITER =
      setting(
          "input.csv-delimiter",
          character(),
          ',',
          "What stands between two columns of a CSV value.",
          c -> c.input().csvDelimiter());
  static final Setting<List<String>> INPUT_CSV_COLUMNS =
      setting(
          "input.csv-columns",
          texts(),
          List.of(),
          "The names of all columns of a CSV value, in order.",
          c -> c.input().csvColumns());

  static final Setting<OutputShape> OUTPUT_SHAPE =
      setting(
          "output.shape",
          choice(OutputShape.class),
          OutputShape.NESTED,
          "`nested` publishes one record for each forecast, `flat` one for each of its steps.",
          c -> c.output().shape());
  static final Setting<Warmup> OUTPUT_WARMUP =
      setting(
          "output.warmup",
          choice(Warmup.class),
          Warmup.PUBLISH,
          "Whether a series whose window is not full yet gets naive forecasts with status `warmup`, or none.",
          c -> c.output().warmup());
  static final Setting<Emit> EMIT =
      setting(
          "emit",
          choice(Emit.class),
          Emit.EVERY,
          "`every` answers each observation, `latest` only the newest of each series in a batch, which works off a backlog faster.",
          ServeConfig::emit);
  static final Setting<Integer> THREADS =
      setting(
          "threads",
          integer(1, 256),
          1,
          "Loops of this process. Each is a member of the group with its own consumer, producer, windows and inference session; they share the partitions as processes would. More than the input topic has partitions stay idle.",
          ServeConfig::threads);
  static final Setting<DeliveryMode> DELIVERY =
      setting(
          "delivery",
          choice(DeliveryMode.class),
          DeliveryMode.EXACTLY_ONCE,
          "`exactly-once`: forecasts, windows and offsets are one transaction, and readers with `isolation.level: read_committed` see one forecast for each observation, whatever crashes. `at-least-once`: no transactions, lower latency; what was published after the last commit is published again after a crash, under the same `forecast_id`.",
          ServeConfig::delivery);
  static final Setting<String> GROUP_ID =
      setting(
          "group.id",
          text(),
          "foretick",
          "The consumer group: instances with the same one share the partitions of the input topic.",
          ServeConfig::groupId);
  static final Setting<Optional<String>> INSTANCE_ID =
      optional(
          "instance.id",
          text(),
          "the host's name and a number that no other process of the group holds there",
          "The name of this process in its group, the same after a restart and no other process's. Transactions and, with Kafka's classic group protocol, membership go by it, so that a restart takes over at once.",
          ServeConfig::instanceId);

  static final Setting<Duration> STATE_IDLE_TIMEOUT =
      setting(
          "state.idle-timeout",
          duration(),
          Duration.ofDays(7),
          "A series that sends nothing for so long is forgotten and warms up again when it comes back.",
          c -> c.state().idleTimeout());
  static final Setting<Integer> STATE_MAX_SERIES =
      setting(
          "state.max-series",
          integer(1, 100_000_000),
          100_000,
          "The most series that each loop keeps in memory; above it the one that is idle the longest is forgotten.",
          c -> c.state().maxSeries());
  static final Setting<Integer> STATE_MAX_REPLAY_RECORDS =
      setting(
          "state.max-replay-records",
          integer(0, Integer.MAX_VALUE),
          100_000,
          "How many records of a partition are read again at the most, without publishing, at a start or rebalance: windows are written to `topics.windows` often enough for that. Less of it means more messages there.",
          c -> c.state().maxReplayRecords());

  static final Setting<String> HTTP_HOST =
      setting(
          "http.host",
          text(),
          "127.0.0.1",
          "The address that serves the live page, `/metrics` and `/health`; `0.0.0.0` for every one of this machine.",
          c -> c.http().host());
  static final Setting<Integer> HTTP_PORT =
      setting(
          "http.port",
          integer(0, 65_535),
          8080,
          "Its port, 0 for any free one.",
          c -> c.http().port());
  static final Setting<Boolean> HTTP_PAGE =
      setting(
          "http.page",
          flag(),
          true,
          "Whether the live page is served at `/`. It shows the series and their forecasts to whoever reaches the port.",
          c -> c.http().page());
  static final Setting<Duration> SHUTDOWN_TIMEOUT =
      setting(
          "shutdown.timeout",
          duration(),
          Duration.ofSeconds(30),
          "How long a stop may take: finish the batch, commit, leave the group.",
          ServeConfig::shutdownTimeout);

  static final List<Setting<?>> ALL =
      List.of(
          MODEL_PATH,
          MODEL_RUNTIME,
          MODEL_THREADS,
          MODEL_RELOAD_INTERVAL,
          TOPICS_INPUT,
          TOPICS_OUTPUT,
          TOPICS_DEAD_LETTER,
          TOPICS_SCORES,
          TOPICS_WINDOWS,
          TOPICS_CREATE,
          INPUT_FORMAT,
          INPUT_SERIES_FIELD,
          INPUT_TIME_FIELD,
          INPUT_TIME_FORMAT,
          INPUT_TARGET_FIELD,
          INPUT_COVARIATE_FIELDS,
          INPUT_CSV_DELIMITER,
          INPUT_CSV_COLUMNS,
          OUTPUT_SHAPE,
          OUTPUT_WARMUP,
          EMIT,
          THREADS,
          DELIVERY,
          GROUP_ID,
          INSTANCE_ID,
          EventTimeSettings.TIME_GRACE,
          EventTimeSettings.TIME_DUPLICATES,
          EventTimeSettings.TIME_LATE,
          EventTimeSettings.TIME_MAX_AHEAD,
          EventTimeSettings.WINDOW_KIND,
          EventTimeSettings.BARS_INTERVAL,
          EventTimeSettings.BARS_FILL,
          EventTimeSettings.BARS_CLOSE_DELAY,
          EventTimeSettings.BARS_SESSION_OPEN,
          EventTimeSettings.BARS_SESSION_CLOSE,
          EventTimeSettings.BARS_SESSION_ZONE,
          EventTimeSettings.BARS_SESSION_DAYS,
          EventTimeSettings.BARS_SESSION_HOLIDAYS,
          STATE_IDLE_TIMEOUT,
          STATE_MAX_SERIES,
          STATE_MAX_REPLAY_RECORDS,
          ScoringSettings.SCORING_ENABLED,
          ScoringSettings.SCORING_MAX_PENDING,
          HTTP_HOST,
          HTTP_PORT,
          HTTP_PAGE,
          ScoringSettings.METRICS_SERIES,
          ScoringSettings.METRICS_STEPS,
          SHUTDOWN_TIMEOUT);

  private Settings() {}

  /** A group may be named by anything, a topic may not. */
  private static String windowsTopic(String groupId, String input) {
    String name = groupId.replaceAll("[^a-zA-Z0-9._-]", "_") + "-" + input + "-windows";
    return name.substring(Math.max(0, name.length() - SettingType.MAX_TOPIC_LENGTH));
  }
}
