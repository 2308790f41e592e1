package dev.foretick.stream.demo;

import dev.foretick.stream.config.LocalConfig;
import java.nio.file.Path;

/** The server's configuration as a user would write it. */
final class DemoConfig {
  static final String TICKS = "ticks";
  static final String FORECASTS = "forecasts";
  static final String SCORES = "scores";
  static final String DEAD_LETTERS = "dead-letters";

  private DemoConfig() {}

  static String yaml(String bootstrapServers, Path model, int httpPort) {
    return """
        kafka:
          bootstrap.servers: %s
        model:
          path: %s
        topics:
          input: %s
          output: %s
          scores: %s
          dead-letter: %s
        input:
          time-field: ts
          target-field: price
        group.id: foretick-demo
        http:
          port: %d
        """
        .formatted(
            bootstrapServers,
            LocalConfig.quoted(model),
            TICKS,
            FORECASTS,
            SCORES,
            DEAD_LETTERS,
            httpPort);
  }
}
