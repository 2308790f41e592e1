package dev.foretick.stream.bench;

import dev.foretick.model.bundle.BundleFile;
import dev.foretick.model.forecaster.Forecaster;
import dev.foretick.model.runtime.Runtimes;
import dev.foretick.stream.app.ForecastServer;
import dev.foretick.stream.app.ForecasterOpener;
import dev.foretick.stream.config.ServeConfig;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The server's process: what {@code foretick serve} runs, and an ear for questions. {@code figures}
 * asks what it has done, {@code restored} how far it is with its windows, {@code heap} how much
 * memory it holds on to, {@code runtime BATCH MILLIS} how fast its runtime is by itself.
 */
final class BenchedServer {
  private final ServeConfig config;
  private final ServerProbe probe;

  private BenchedServer(ServeConfig config, ServerProbe probe) {
    this.config = config;
    this.probe = probe;
  }

  /** What forecasts. */
  enum Compute {
    NETWORK,
    LEFT_OUT
  }

  /**
   * What it says when it has started.
   *
   * @param mainEpochNanos when the JVM came to it
   */
  record Started(int httpPort, long mainEpochNanos) {}

  /** Bytes of the heap that are in use after a collection. */
  record Heap(long bytes) {}

  /** Serves by a configuration file, with or without computing, until the input ends. */
  public static void main(String... arguments) {
    long begun = WallClock.epochNanos();
    ChildAnswers.run(answers -> serve(answers, Path.of(arguments[0]), arguments[1], begun));
  }

  private static void serve(ChildAnswers answers, Path file, String compute, long begun)
      throws IOException {
    ServeConfig config = ServeConfig.load(file, Map.of());
    ForecasterOpener opener =
        switch (Compute.valueOf(compute)) {
          case NETWORK -> Runtimes::open;
          case LEFT_OUT -> (bundle, kind, threads) -> new RepeatingForecaster(bundle);
        };
    try (ForecastServer server = ForecastServer.start(config, opener)) {
      endWith(server);
      answers.answer(new Started(server.httpPort(), begun));
      answers.serve(new BenchedServer(config, new ServerProbe(server.meters()))::answer);
    }
  }

  private Optional<?> answer(String[] words) {
    return Optional.of(
        switch (words[0]) {
          case "figures" -> probe.figures();
          case "restored" -> probe.restored();
          case "heap" -> heap();
          case "runtime" ->
              runtime(Integer.parseInt(words[1]), Duration.ofMillis(Long.parseLong(words[2])));
          default -> throw new IllegalArgumentException("command: " + words[0]);
        });
  }

  @SuppressWarnings("DoNotCall") // A collection is what is asked for.
  private static Heap heap() {
    System.gc();
    return new Heap(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
  }

  private BareRuntime.Speed runtime(int batch, Duration duration) {
    try (Forecaster forecaster =
        Runtimes.open(
            BundleFile.read(config.model().path()),
            config.model().runtime(),
            config.model().threads())) {
      return BareRuntime.measure(forecaster, batch, duration);
    }
  }

  /** A server that ends by itself ends its process. */
  private static void endWith(ForecastServer server) {
    Thread watch =
        new Thread(
            () -> {
              try {
                server.awaitStop();
              } catch (RuntimeException e) {
                ChildAnswers.fail(e);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "bench-watch");
    watch.setDaemon(true);
    watch.start();
  }
}
