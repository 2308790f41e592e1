package dev.foretick.stream.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code foretick bench}: what a deployment can take. */
@Command(
    name = "bench",
    header = "Measure how much a server takes on this machine.",
    description = {"", "How to read the figures is in docs/bench.md."},
    subcommands = BenchServeCommand.class,
    footer = "  foretick bench serve --series 1000")
final class BenchCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "command: none (expected: serve)");
  }
}
