package dev.foretick.stream.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a bench leaves behind. */
final class BenchOutputOptions {
  @Option(names = "--json", description = "Print the report as JSON.")
  private boolean json;

  @Option(
      names = "--keep",
      paramLabel = "DIR",
      description = "Leave the model, the configurations, the logs and the broker's data there.")
  private @Nullable Path keep;

  boolean json() {
    return json;
  }

  @Nullable Path keep() {
    return keep;
  }
}
