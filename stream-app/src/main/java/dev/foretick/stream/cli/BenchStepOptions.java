package dev.foretick.stream.cli;

import dev.foretick.stream.bench.Beside;
import dev.foretick.stream.bench.ServeBenchOptions;
import picocli.CommandLine.Option;

/** What is measured beside the server, and after it. */
final class BenchStepOptions {
  @Option(
      names = "--beside",
      paramLabel = "WHAT",
      defaultValue = "without-compute",
      converter = OptionNames.Besides.class,
      description = {
        "What takes turns with the server at the top rate: the same loop without-compute, the same"
            + " server at-least-once, the same without-snapshots of windows, the same"
            + " without-scoring, or the same without-scores-topic (default: ${DEFAULT-VALUE})."
      })
  private Beside beside = Beside.WITHOUT_COMPUTE;

  @Option(
      names = "--restart",
      description = {
        "At the end, kill the server at work, as kill -9 does, start it again and measure how soon"
            + " it is back."
      })
  private boolean restart;

  ServeBenchOptions.Steps steps() {
    return new ServeBenchOptions.Steps(beside, restart);
  }
}
