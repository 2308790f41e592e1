package dev.foretick.stream.bench;

import dev.foretick.stream.config.ConfigException;
import dev.foretick.stream.config.ServeConfig;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The server's configuration as a user would write it. */
final class BenchConfig {
  private BenchConfig() {}

  static String yaml(
      ServeBenchOptions options,
      ServeBenchOptions.Server server,
      BenchModel model,
      Map<String, String> kafka,
      String name) {
    String yaml =
        """
        kafka:
        %s
        model.path: %s
        topics:
          input: %s
          output: %s
          dead-letter: %s
          windows: %s
        input:
          time-field: ts
          time-format: epoch-ns
          target-field: value
          covariate-fields: %s
        output.warmup: skip
        emit: %s
        delivery: %s
        group.id: %s
        instance.id: bench
        state.max-series: %d
        state.max-replay-records: %d
        scoring.enabled: %s
        http.port: 0
        """
            .formatted(
                properties(kafka),
                quoted(model.file().toAbsolutePath().toString()),
                ticks(name),
                forecasts(name),
                deadLetters(name),
                windows(name),
                covariates(model.covariates()),
                dashed(server.emit()),
                dashed(server.delivery()),
                name,
                options.load().series(),
                server.maxReplayRecords(),
                server.scoring().isOn());
    if (server.scoring().isPublished()) {
      yaml += "topics.scores: %s\n".formatted(scores(name));
    }
    return server.threads() > 1 ? yaml + "threads: %d\n".formatted(server.threads()) : yaml;
  }

  /**
   * Finds out whether the server takes such options, before anything is started.
   *
   * @return what they are to it
   * @throws ConfigException if it does not
   */
  static ServeConfig check(ServeBenchOptions options, BenchModel model) {
    Map<String, String> kafka = new TreeMap<>(options.kafka());
    kafka.put("bootstrap.servers", options.bootstrapServers().orElse("localhost:9092"));
    return ServeConfig.parse(yaml(options, options.server(), model, kafka, "bench"), Map.of());
  }

  static String ticks(String name) {
    return name + "-ticks";
  }

  static String forecasts(String name) {
    return name + "-forecasts";
  }

  static String deadLetters(String name) {
    return name + "-dead-letters";
  }

  static String scores(String name) {
    return name + "-scores";
  }

  static String windows(String name) {
    return name + "-windows";
  }

  /** As users write it: {@code at-least-once}. */
  static String dashed(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String properties(Map<String, String> kafka) {
    return new TreeMap<>(kafka)
        .entrySet().stream()
            .map(property -> "  " + property.getKey() + ": " + quoted(property.getValue()))
            .collect(Collectors.joining("\n"));
  }

  private static String covariates(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(RandomWalks::covariate)
        .collect(Collectors.joining(", ", "[", "]"));
  }

  /** In single quotes a backslash is itself; an opened brace would name a variable. */
  private static String quoted(String text) {
    return "'" + text.replace("'", "''").replace("${", "$${") + "'";
  }
}
