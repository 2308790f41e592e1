package dev.foretick.stream.config;

import java.nio.file.Path;
import java.util.Map;

/** A server's configuration for a broker of this machine, as a user would write it. */
public final class LocalConfig {
  private LocalConfig() {}

  /**
   * Writes it.
   *
   * @param port of the broker
   * @param httpPort of {@code /metrics}, 0 for any free one
   */
  public static String yaml(Path model, int port, int httpPort) {
    return """
        kafka:
          bootstrap.servers: %s:%d
        model:
          path: %s
        topics:
          input: %s
          output: %s
          scores: %s
          dead-letter: %s
        input:
          time-field: %s
        http:
          port: %d
        """
        .formatted(
            LocalDefaults.HOST,
            port,
            quoted(model),
            LocalDefaults.INPUT,
            LocalDefaults.OUTPUT,
            LocalDefaults.SCORES,
            LocalDefaults.DEAD_LETTERS,
            LocalDefaults.TIME_FIELD,
            httpPort);
  }

  /** What the server makes of it. */
  public static ServeConfig of(Path model, int port, int httpPort) {
    return ServeConfig.parse(yaml(model, port, httpPort), Map.of());
  }

  /** A path as a value of YAML: in single quotes a backslash is itself. */
  public static String quoted(Path path) {
    return "'" + path.toString().replace("'", "''").replace("${", "$${") + "'";
  }
}
