package dev.foretick.stream.cli;

import dev.foretick.stream.app.ForecastServer;
import dev.foretick.stream.config.LocalConfig;
import dev.foretick.stream.config.LocalDefaults;
import dev.foretick.stream.config.ServeConfig;
import dev.foretick.stream.terminal.StopSignal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code foretick serve}: forecasts what comes, until it is told to stop. */
@Command(
    name = "serve",
    customSynopsis = {
      "foretick serve FILE [--broker]",
      "       foretick serve --model FILE --broker [--port PORT] [--http-port PORT]"
    },
    header = "Forecast every observation of a Kafka topic, until SIGTERM or Ctrl-C.",
    description = {
      "",
      "Every key of the configuration is in docs/configuration.md. Metrics are at /metrics, health"
          + " at /health/live and /health/ready of http.port.",
      "",
      "With --broker a Kafka broker runs in this process, for a machine without Kafka; --model"
          + " needs no configuration. 'foretick feed' and 'foretick tail' go to that broker unless"
          + " told otherwise.",
    },
    footer = {
      "  foretick serve serve.yaml",
      "  foretick serve --model m.foretick --broker",
      "  foretick serve --model m.foretick --print-config > serve.yaml"
    })
final class ServeCommand implements Callable<Integer> {
  /** Beyond the server's own timeout, so that its exit code is the one that counts. */
  private static final Duration MARGIN = Duration.ofSeconds(5);

  /** How long the broker of this process may take to stop, on top of it. */
  private static final Duration BROKER_MARGIN = Duration.ofSeconds(20);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FILE", arity = "0..1", description = "The YAML configuration.")
  private @Nullable Path file;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = {
        "Serve this model from topic "
            + LocalDefaults.INPUT
            + " to "
            + LocalDefaults.OUTPUT
            + " and "
            + LocalDefaults.SCORES
            + " of a broker on this machine, without a configuration."
      })
  private @Nullable Path model;

  @Option(
      names = "--broker",
      description = {
        "Run a Kafka broker in this process, at the address of the configuration, with the input"
            + " topic."
      })
  private boolean broker;

  @Option(
      names = "--broker-data",
      paramLabel = "DIR",
      description = "Where it keeps its topics (default: they are gone when it ends).")
  private @Nullable Path brokerData;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "" + LocalDefaults.PORT,
      description = "Of the broker, with --model (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--http-port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "Of the page, metrics and health, with --model (default: ${DEFAULT-VALUE}).")
  private int httpPort;

  @Option(
      names = "--print-config",
      description = "Print the configuration that --model stands for, and end.")
  private boolean printConfig;

  @Override
  public Integer call() throws InterruptedException, IOException {
    check();
    if (printConfig && model != null) {
      spec.commandLine().getOut().print(LocalConfig.yaml(model, port, httpPort));
      spec.commandLine().getOut().flush();
      return ExitCode.OK;
    }
    ServeConfig config =
        model == null
            ? ServeConfig.load(Objects.requireNonNull(file), System.getenv())
            : LocalConfig.of(model, port, httpPort);
    StopSignal stop =
        StopSignal.install(
            config.shutdownTimeout().plus(MARGIN).plus(broker ? BROKER_MARGIN : Duration.ZERO));
    int exitCode = ExitCode.SOFTWARE;
    try {
      if (broker) {
        String portOption = model == null ? "kafka.bootstrap.servers" : "--port";
        try (LocalBroker own = LocalBroker.start(config, portOption, brokerData)) {
          serve(config, stop, server -> own.describe(server).forEach(this::say));
        }
      } else {
        serve(config, stop, server -> {});
      }
      exitCode = ExitCode.OK;
    } finally {
      stop.finished(exitCode);
    }
    return exitCode;
  }

  private void serve(ServeConfig config, StopSignal stop, Consumer<ForecastServer> started)
      throws InterruptedException {
    ForecastServer starting;
    try {
      starting = ForecastServer.start(config);
    } catch (RuntimeException e) {
      // A start that fails when nobody wants it any more: the server had answered nothing yet.
      if (stop.isRequested()) {
        return;
      }
      throw e;
    }
    try (ForecastServer server = starting) {
      started.accept(server);
      Thread closer = stop.whenRequested(server::close);
      server.awaitStop();
      if (stop.isRequested()) {
        closer.join();
      }
    }
  }

  private void check() {
    String problem = null;
    if (file == null && model == null) {
      problem = "FILE: missing (expected: a configuration, or --model)";
    } else if (file != null && model != null) {
      problem = "FILE, --model: both (expected: one of them)";
    } else if (brokerData != null && !broker) {
      problem = "--broker-data: without --broker (expected: with it)";
    } else if (port < 1 || port > 65_535) {
      problem = "--port: %d (expected: 1 to 65535)".formatted(port);
    } else if (httpPort < 0 || httpPort > 65_535) {
      problem = "--http-port: %d (expected: 0 to 65535)".formatted(httpPort);
    } else if (printConfig && model == null) {
      problem = "--print-config: without --model (expected: with it)";
    }
    if (problem != null) {
      throw new ParameterException(spec.commandLine(), problem);
    }
  }

  private void say(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
  }
}
