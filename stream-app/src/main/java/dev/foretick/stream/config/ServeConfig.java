package dev.foretick.stream.config;

import dev.foretick.common.bars.BarFill;
import dev.foretick.common.bars.BarSpec;
import dev.foretick.common.series.SeriesId;
import dev.foretick.common.window.DuplicateRule;
import dev.foretick.common.wire.ObservationFormat;
import dev.foretick.common.wire.TimeUnitFormat;
import dev.foretick.model.runtime.RuntimeKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Everything that a server is told. {@link Settings} declares each key with its default, its range
 * and what it means.
 *
 * @param kafka properties of the Kafka clients, by their own names and untouched
 * @param threads loops of this process
 * @param groupId the consumer group whose members share the input topic's partitions
 * @param instanceId the name of this process in its group
 * @param windowKind what windows are made of
 * @param bars which bars, if they are made of bars
 * @param metricsSeries series that may be a label of metrics
 * @param metricsSteps steps of forecasts that metrics tell apart; empty for some of the model's
 * @param shutdownTimeout how long a stop may take
 */
public record ServeConfig(
    Map<String, String> kafka,
    Model model,
    Topics topics,
    Input input,
    Output output,
    Emit emit,
    int threads,
    DeliveryMode delivery,
    String groupId,
    Optional<String> instanceId,
    Time time,
    WindowKind windowKind,
    Bars bars,
    State state,
    Scoring scoring,
    Http http,
    Set<SeriesId> metricsSeries,
    Optional<List<Integer>> metricsSteps,
    Duration shutdownTimeout) {

  public ServeConfig {
    kafka = Collections.unmodifiableMap(new TreeMap<>(kafka));
    metricsSeries = Set.copyOf(metricsSeries);
    metricsSteps = metricsSteps.map(List::copyOf);
  }

  /**
   * The model that forecasts.
   *
   * @param path of the bundle
   * @param threads that one inference call may use
   * @param reloadInterval how often the file is looked at; zero for never
   */
  public record Model(Path path, RuntimeKind runtime, int threads, Duration reloadInterval) {}

  /**
   * Where records come from and go to.
   *
   * @param scores where scores go; without it they only feed the metrics
   * @param windows where windows are written to, and read back from
   * @param create whether missing topics are created
   */
  public record Topics(
      String input,
      String output,
      String deadLetter,
      Optional<String> scores,
      String windows,
      boolean create) {}

  /**
   * How observations are written. What is empty here follows from the model or from the record.
   *
   * @param seriesField field of the series id instead of the record's key
   * @param timeField field of event time instead of the record's timestamp
   * @param targetField field of the value that is forecast instead of the model's name for it
   * @param covariateFields fields of the further channels instead of the model's names for them
   */
  public record Input(
      ObservationFormat.Kind format,
      Optional<String> seriesField,
      Optional<String> timeField,
      TimeUnitFormat timeFormat,
      Optional<String> targetField,
      Optional<List<String>> covariateFields,
      char csvDelimiter,
      List<String> csvColumns) {
    public Input {
      covariateFields = covariateFields.map(List::copyOf);
      csvColumns = List.copyOf(csvColumns);
    }
  }

  /** How forecasts are written. */
  public record Output(OutputShape shape, Warmup warmup) {}

  /**
   * What becomes of observations that do not come in the order of their times.
   *
   * @param grace how far behind the newest of its series an observation may be
   * @param maxAhead how far ahead of the wall clock it may be
   */
  public record Time(
      Duration grace, DuplicateRule duplicates, LateRule late, Optional<Duration> maxAhead) {}

  /**
   * Which bars windows are made of.
   *
   * @param interval of a bar; there if windows are made of bars
   * @param closeDelay how long after its end and the grace the wall clock closes a bar
   */
  public record Bars(
      Optional<Duration> interval, BarFill fill, Duration closeDelay, Session session) {}

  /**
   * When the market trades; always, unless it says when it opens, when it closes and where.
   *
   * @param days weekdays on which a session opens
   * @param holidays dates on which none opens
   */
  public record Session(
      Optional<LocalTime> open,
      Optional<LocalTime> close,
      Optional<ZoneId> zone,
      List<DayOfWeek> days,
      List<LocalDate> holidays) {
    public Session {
      days = List.copyOf(days);
      holidays = List.copyOf(holidays);
    }
  }

  /**
   * The bars that windows are made of; empty for windows of observations.
   *
   * @throws IllegalArgumentException if there are no such bars
   */
  public Optional<BarSpec> barSpec() {
    return windowKind == WindowKind.BARS
        ? bars.interval().map(interval -> BarSpecs.of(interval, bars, time.grace()))
        : Optional.empty();
  }

  /**
   * What is kept of each series.
   *
   * @param idleTimeout a series without observations for so long is forgotten
   * @param maxSeries the most series that are kept; above it the longest idle one goes
   * @param maxReplayRecords how many records of a partition are read again at the most, without
   *     publishing, to complete its windows
   */
  public record State(Duration idleTimeout, int maxSeries, int maxReplayRecords) {}

  /**
   * Whether forecasts are compared with what came.
   *
   * @param maxPending the most forecasts of a series that wait for their actual values
   */
  public record Scoring(boolean enabled, int maxPending) {}

  /**
   * Where metrics and health are served.
   *
   * @param port 0 for any free one
   * @param page whether the live page is served there, too
   */
  public record Http(String host, int port, boolean page) {}

  /**
   * Reads a configuration file.
   *
   * @param environment what {@code ${NAME}} and {@code ${NAME:default}} refer to
   * @throws ConfigException with every problem of the file
   */
  public static ServeConfig load(Path file, Map<String, String> environment) {
    return parse(text(file), environment);
  }

  /**
   * The model's file, also of a configuration with other problems; empty where it cannot be told.
   *
   * @param environment what {@code ${NAME}} and {@code ${NAME:default}} refer to
   */
  public static Optional<Path> modelPath(Path file, Map<String, String> environment) {
    try {
      return ConfigBinder.modelPath(YamlSettings.read(text(file)), environment);
    } catch (ConfigException e) {
      return Optional.empty();
    }
  }

  private static String text(Path file) {
    try {
      if (Files.isRegularFile(file) && Files.size(file) > YamlSettings.MAX_LENGTH) {
        throw new ConfigException(
            List.of(
                "configuration: %s has %d bytes (expected: at most %d)"
                    .formatted(file, Files.size(file), YamlSettings.MAX_LENGTH)));
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new ConfigException(
          List.of("configuration: %s (expected: a readable YAML file)".formatted(file)));
    }
  }

  /**
   * Reads a configuration.
   *
   * @param environment what {@code ${NAME}} and {@code ${NAME:default}} refer to
   * @throws ConfigException with every problem of the text
   */
  public static ServeConfig parse(String yaml, Map<String, String> environment) {
    return ConfigBinder.bind(YamlSettings.read(yaml), environment);
  }

  /** What is allowed and yet looks like a mistake: keys that Kafka's clients do not know. */
  public List<String> doubts() {
    List<String> doubts = new ArrayList<>();
    for (String name : kafka.keySet()) {
      KafkaValues.meantBy(name)
          .ifPresent(
              known ->
                  doubts.add(
                      "kafka.%s: unknown to Kafka's clients (did you mean kafka.%s?)"
                          .formatted(name, known)));
    }
    return doubts;
  }

  /** A text about this configuration, such as a client's complaint, without its secrets. */
  public String redacted(String text) {
    return Secrets.redact(text, kafka);
  }

  /** Every key with its value, a line each, which reads as YAML; secrets are masked. */
  @Override
  public String toString() {
    return ConfigText.of(this);
  }
}
