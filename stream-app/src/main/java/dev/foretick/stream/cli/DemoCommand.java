package dev.foretick.stream.cli;

import dev.foretick.stream.demo.Demo;
import dev.foretick.stream.demo.DemoOptions;
import dev.foretick.stream.terminal.StopSignal;
import dev.foretick.stream.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code foretick demo}: everything at once on real market ticks. */
@Command(
    name = "demo",
    header = "See it all work: real market ticks through Kafka into forecasts, in two minutes.",
    description = {
      "",
      "Starts a Kafka broker of its own, trains a small CNN-LSTM on the first half of 100 000 real"
          + " BTC/USD trades, replays the other half as live ticks, forecasts each, and shows the"
          + " forecasts beside the naive ones, here and on a live page that it opens in a browser."
          + " Needs no network and leaves nothing behind.",
    },
    footer = "  foretick demo --duration 60s")
final class DemoCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "How long to serve, after the training (default: until the recording ends).")
  private @Nullable Duration duration;

  @Option(
      names = "--training",
      paramLabel = "TIME",
      defaultValue = "40s",
      converter = DurationConverter.class,
      description = "Train at most so long (default: ${DEFAULT-VALUE}).")
  private Duration training = Duration.ZERO;

  @Option(
      names = "--speed-up",
      paramLabel = "FACTOR",
      defaultValue = "2500",
      description = {
        "How many times faster than recorded the ticks come (default: ${DEFAULT-VALUE}, some 450 a"
            + " second for two minutes)."
      })
  private double speedUp;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Of the broker (default: any free one).")
  private int port;

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      description = "A topic that its broker has as well, for a try of your own; may be repeated.")
  private List<String> topics = List.of();

  @Option(
      names = "--http-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Of the live page, /metrics and /health (default: any free one).")
  private int httpPort;

  @Option(
      names = "--no-browser",
      description = "Do not open the live page, only print its address.")
  private boolean noBrowser;

  @Option(
      names = "--keep",
      paramLabel = "DIR",
      description = "Leave the model, the configuration, the log and the broker's data there.")
  private @Nullable Path keep;

  @Option(
      names = "--prepare",
      paramLabel = "DIR",
      description = {
        "Only train, and write the model and the other half of the ticks there, for servers and"
            + " feeders of your own."
      })
  private @Nullable Path prepared;

  @Override
  public Integer call() throws IOException, InterruptedException {
    DemoOptions options = options();
    if (prepared != null) {
      return prepare(options, prepared);
    }
    Path directory = KeptDirectory.of(keep, "foretick-demo", spec);
    Logging.toFile(directory.resolve("foretick.log"));
    StopSignal stop = StopSignal.install(PATIENCE);
    int exitCode = ExitCode.SOFTWARE;
    try {
      boolean whole =
          new Demo(options, Terminal.stdout(), stop).run(directory, ForetickVersion.current());
      exitCode = whole ? ExitCode.OK : ExitCode.SOFTWARE;
    } finally {
      if (keep == null) {
        DirectoryRemoval.remove(directory);
      }
      stop.finished(exitCode);
    }
    return exitCode;
  }

  private int prepare(DemoOptions options, Path directory) throws IOException {
    if (keep != null) {
      throw new ParameterException(spec.commandLine(), "--prepare and --keep: one of them");
    }
    Files.createDirectories(directory);
    StopSignal stop = StopSignal.install(PATIENCE);
    int exitCode = ExitCode.SOFTWARE;
    try {
      boolean whole =
          new Demo(options, Terminal.stdout(), stop).prepare(directory, ForetickVersion.current());
      exitCode = whole ? ExitCode.OK : ExitCode.SOFTWARE;
    } finally {
      stop.finished(exitCode);
    }
    return exitCode;
  }

  private DemoOptions options() {
    try {
      return new DemoOptions(
          Optional.ofNullable(duration), training, speedUp, port, httpPort, topics, !noBrowser);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
