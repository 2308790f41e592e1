package dev.foretick.stream.cli;

import dev.foretick.stream.app.ForecastServer;
import dev.foretick.stream.config.ServeConfig;
import dev.foretick.stream.terminal.StopSignal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/** {@code foretick serve}: forecasts what comes, until it is told to stop. */
@Command(
    name = "serve",
    header = "Forecast every observation of a Kafka topic, until SIGTERM or Ctrl-C.",
    description = {
      "",
      "Every key of the configuration is in docs/configuration.md. Metrics are at /metrics, health"
          + " at /health/live and /health/ready of http.port."
    },
    footer = "  foretick serve serve.yaml")
final class ServeCommand implements Callable<Integer> {
  /** Beyond the server's own timeout, so that its exit code is the one that counts. */
  private static final Duration MARGIN = Duration.ofSeconds(5);

  @Parameters(paramLabel = "FILE", description = "The YAML configuration.")
  private Path file = Path.of("");

  @Override
  public Integer call() throws InterruptedException {
    ServeConfig config = ServeConfig.load(file, System.getenv());
    StopSignal stop = StopSignal.install(config.shutdownTimeout().plus(MARGIN));
    int exitCode = ExitCode.SOFTWARE;
    try (ForecastServer server = ForecastServer.start(config)) {
      Thread closer = stop.whenRequested(server::close);
      server.awaitStop();
      if (stop.isRequested()) {
        closer.join();
      }
      exitCode = ExitCode.OK;
    } catch (RuntimeException e) {
      if (!stop.isRequested()) {
        throw e;
      }
      // The start failed when nobody wants it any more; the server had answered nothing yet.
      exitCode = ExitCode.OK;
    } finally {
      stop.finished(exitCode);
    }
    return exitCode;
  }
}
