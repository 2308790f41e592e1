package dev.foretick.stream.cli;

import dev.foretick.stream.bench.BenchJson;
import dev.foretick.stream.bench.BenchReport;
import dev.foretick.stream.bench.BenchText;
import dev.foretick.stream.bench.ServeBench;
import dev.foretick.stream.bench.ServeBenchOptions;
import dev.foretick.stream.terminal.StopSignal;
import dev.foretick.stream.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code foretick bench serve}: a server under load, beside what it would do without compute. */
@Command(
    name = "serve",
    header = "Measure a server: forecasts a second, latency, processor, memory.",
    description = {
      "",
      "Drives the real path in separate processes: producer, broker, server, and a consumer of"
          + " committed records, which times each forecast from when its tick was due. Measures the"
          + " same loop with the compute left out, or another that --beside names, in turn with it,"
          + " so that their ratio holds on a machine that has other work too. Takes some four"
          + " minutes."
    },
    footer = {
      "  foretick bench serve --series 1000 --rate 5000     is that rate a problem?",
      "  foretick bench serve --beside at-least-once        what exactly once costs",
      "  foretick bench serve --rate 5000 --restart         how soon a killed server is back",
      "  foretick bench serve --model oil.foretick --json"
    })
final class BenchServeCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** As shells tell that a program was ended by Ctrl-C. */
  private static final int INTERRUPTED = 130;

  @Spec private CommandSpec spec = CommandSpec.create();

  @ArgGroup(validate = false, order = 1, heading = "%nThe load:%n")
  private BenchLoadOptions load = new BenchLoadOptions();

  @ArgGroup(validate = false, order = 2, heading = "%nThe model:%n")
  private BenchNetworkOptions network = new BenchNetworkOptions();

  @ArgGroup(validate = false, order = 3, heading = "%nThe server:%n")
  private BenchServerOptions server = new BenchServerOptions();

  @ArgGroup(validate = false, order = 4, heading = "%nThe measurements:%n")
  private BenchStepOptions steps = new BenchStepOptions();

  @ArgGroup(validate = false, order = 5, heading = "%nThe report:%n")
  private BenchOutputOptions output = new BenchOutputOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    ServeBenchOptions options = options();
    Path directory = KeptDirectory.of(output.keep(), "foretick-bench", spec);
    Logging.toFile(directory.resolve("foretick.log"));
    StopSignal stop = StopSignal.install(PATIENCE);
    int exitCode = ExitCode.SOFTWARE;
    try {
      BenchReport report = new ServeBench(options, Terminal.stderr(), stop).run(directory);
      print(report);
      exitCode = report.isWhole() ? ExitCode.OK : ExitCode.SOFTWARE;
    } catch (CancellationException e) {
      Terminal.stderr().out().println("Stopped before there was a report");
      exitCode = INTERRUPTED;
    } finally {
      if (output.keep() == null) {
        DirectoryRemoval.remove(directory);
      }
      stop.finished(exitCode);
    }
    return exitCode;
  }

  private void print(BenchReport report) {
    if (output.json()) {
      spec.commandLine().getOut().print(BenchJson.render(report));
    } else {
      BenchText.lines(report, Terminal.stdout()).forEach(spec.commandLine().getOut()::println);
    }
    spec.commandLine().getOut().flush();
  }

  private ServeBenchOptions options() {
    try {
      return new ServeBenchOptions(
          load.load(),
          network.network(),
          server.server(),
          steps.steps(),
          server.bootstrapServers(),
          server.kafka());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
