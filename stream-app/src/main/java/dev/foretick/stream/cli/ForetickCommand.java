package dev.foretick.stream.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code foretick}: the root of all commands. */
@Command(
    name = "foretick",
    scope = ScopeType.INHERIT,
    mixinStandardHelpOptions = true,
    versionProvider = ForetickVersion.class,
    sortOptions = false,
    usageHelpWidth = 100,
    abbreviateSynopsis = true,
    synopsisHeading = "%nUsage: ",
    parameterListHeading = "%nParameters:%n",
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    footerHeading = "%nExample:%n",
    header = "Forecasts every tick: Kafka in, forecasts with prediction intervals out.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      TrainCommand.class,
      BacktestCommand.class,
      ServeCommand.class,
      FeedCommand.class,
      TailCommand.class,
      BenchCommand.class,
      InspectCommand.class,
      ExportCommand.class,
      ConfigCommand.class,
      CompletionCommand.class
    },
    description = {
      "",
      "Train a small CNN-LSTM on a CSV file, then serve it: it reads observations from a Kafka topic,"
          + " keeps a window for each series, and publishes a forecast for every observation, always"
          + " beside what the naive baseline would have said."
    },
    footer = {
      "  foretick demo --duration 60s      everything at once, on real market ticks",
      "  foretick train --help             a model of your own data",
      "  foretick serve --model m.foretick --broker    serve it, with a Kafka broker of its own",
      "  foretick feed --help              your own file into its topic",
      "",
      "Exit codes: 0 done, 1 failed, 2 wrong usage or configuration."
    })
final class ForetickCommand implements Runnable {
  private static final String VERBOSE = "--verbose";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = VERBOSE,
      scope = ScopeType.INHERIT,
      order = 1000,
      description = "Show stack traces, and what the libraries log.")
  @SuppressWarnings("UnusedVariable") // Each command asks its own parse result.
  private boolean verbose;

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new ForetickCommand());
    line.setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setExpandAtFiles(false)
        .setParameterExceptionHandler(new UsageErrors())
        .setExecutionExceptionHandler(new FailedCommands());
    line.setExecutionStrategy(
        parsed -> {
          List<CommandLine> commands = parsed.asCommandLineList();
          Logging.toStderr(isVerbose(commands.get(commands.size() - 1)));
          return new CommandLine.RunLast().execute(parsed);
        });
    return line;
  }

  static boolean isVerbose(CommandLine command) {
    return command.getParseResult() != null && command.getParseResult().hasMatchedOption(VERBOSE);
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "command: none (expected: one of " + commands() + ")");
  }

  private String commands() {
    return String.join(", ", spec.subcommands().keySet());
  }
}
