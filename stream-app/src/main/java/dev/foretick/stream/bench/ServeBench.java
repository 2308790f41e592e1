package dev.foretick.stream.bench;

import dev.foretick.stream.config.ServeConfig;
import dev.foretick.stream.terminal.StopSignal;
import dev.foretick.stream.terminal.Terminal;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;

/**
 * Measures a server: a producer, a broker, the server and a consumer, each in a process of its own;
 * the consumer in this one. Beside it a second server, whose loop is the same but for the compute.
 */
public final class ServeBench {
  private final ServeBenchOptions options;
  private final Terminal terminal;
  private final StopSignal stop;

  /**
   * Prepares a run.
   *
   * @param terminal for progress
   * @param stop ends it early
   */
  public ServeBench(ServeBenchOptions options, Terminal terminal, StopSignal stop) {
    this.options = options;
    this.terminal = terminal;
    this.stop = stop;
  }

  /**
   * Runs all measurements.
   *
   * @param directory for the broker's data, configurations and logs
   * @throws BenchFailedException if a process ends early or the broker refuses
   * @throws CancellationException if it was told to stop
   * @throws dev.foretick.stream.config.ConfigException if the server would not take its options
   */
  public BenchReport run(Path directory) throws InterruptedException {
    BenchModel model = BenchModel.prepare(options.network(), directory);
    ServeConfig unused = BenchConfig.check(options, model);
    BenchPlan plan = new BenchPlan(options, model.bundle().window().inputSize());
    try (BenchProcesses processes = new BenchProcesses(directory, stop);
        BenchProgress progress = new BenchProgress(terminal, plan.whole())) {
      try {
        progress.begin(
            options.bootstrapServers().isEmpty()
                ? "Starting broker and producer"
                : "Connecting to the broker and starting the producer",
            plan.start());
        BenchSite site = new BenchSite(options, model.covariates(), directory, processes);
        return new ServeBenchRun(site, model, plan, progress).run();
      } catch (BenchFailedException | CancellationException e) {
        if (options.bootstrapServers().isEmpty()) {
          // Whom could they leave in order, if not the broker that ends with them?
          processes.destroyAll();
        }
        throw e;
      }
    } catch (BenchFailedException e) {
      // A process that a signal has ended is no failure.
      if (stop.isRequested()) {
        throw new CancellationException("stopped");
      }
      throw e;
    }
  }
}
