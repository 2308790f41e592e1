package dev.foretick.stream.cli;

import dev.foretick.model.backtest.LeakException;
import dev.foretick.model.bundle.BundleException;
import dev.foretick.model.dataset.DatasetException;
import dev.foretick.model.dataset.DatasetTooShortException;
import dev.foretick.model.training.TrainingFailedException;
import dev.foretick.stream.app.ServerException;
import dev.foretick.stream.bench.BenchFailedException;
import dev.foretick.stream.config.ConfigException;
import dev.foretick.stream.embedded.EmbeddedBrokerException;
import dev.foretick.stream.http.HttpStartException;
import dev.foretick.stream.market.MarketException;
import dev.foretick.stream.topics.TopicException;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says in one line why a command failed, and with a stack trace only where one was asked for. */
final class FailedCommands implements IExecutionExceptionHandler {
  /** Their messages say what to change. */
  private static final List<Class<? extends Exception>> EXPECTED =
      List.of(
          CommandFailedException.class,
          BundleException.class,
          DatasetException.class,
          DatasetTooShortException.class,
          TrainingFailedException.class,
          BenchFailedException.class,
          LeakException.class,
          EmbeddedBrokerException.class,
          HttpStartException.class,
          ServerException.class,
          MarketException.class,
          TopicException.class);

  @Override
  public int handleExecutionException(Exception error, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    String name = command.getCommandSpec().qualifiedName();
    boolean verbose = ForetickCommand.isVerbose(command);
    if (error instanceof ConfigException config) {
      config.problems().forEach(problem -> err.println(name + ": " + problem));
    } else if (isExpected(error)) {
      err.println(name + ": " + error.getMessage());
    } else {
      err.println(name + ": " + error);
      if (!verbose) {
        err.println("That was not foreseen; --verbose shows where it happened.");
      }
    }
    if (verbose) {
      error.printStackTrace(err);
    }
    err.flush();
    return error instanceof ConfigException ? ExitCode.USAGE : ExitCode.SOFTWARE;
  }

  private static boolean isExpected(Exception error) {
    return EXPECTED.stream().anyMatch(type -> type.isInstance(error));
  }
}
