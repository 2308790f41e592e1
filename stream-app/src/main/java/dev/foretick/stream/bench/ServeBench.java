package dev.foretick.stream.bench;

import dev.foretick.stream.bench.BenchReport.Machine;
import dev.foretick.stream.bench.BenchReport.Memory;
import dev.foretick.stream.bench.BenchReport.Served;
import dev.foretick.stream.bench.BenchedServer.Compute;
import dev.foretick.stream.terminal.Figures;
import dev.foretick.stream.terminal.StopSignal;
import dev.foretick.stream.terminal.Terminal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * Measures a server: a producer, a broker, the server and a consumer, each in a process of its own;
 * the consumer in this one. Beside it a second server, whose loop is the same but for the compute.
 */
public final class ServeBench {
  /** A server that keeps up with less is not a server at its limit. */
  private static final double LATENCY_SHARE = 1 / 3.0;

  private static final Duration LONGEST_BARE = Duration.ofSeconds(5);
  private static final Duration START = Duration.ofSeconds(6);
  private static final Duration LEAD_IN = Duration.ofSeconds(2);
  private static final double FILLED_PER_SECOND = 40_000;

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
   */
  public BenchReport run(Path directory) throws InterruptedException {
    BenchModel model = BenchModel.prepare(options.network(), directory);
    try (BenchSite site = new BenchSite(options, directory, stop);
        BenchProgress progress = new BenchProgress(terminal, planned(model))) {
      return run(site, model, progress);
    } catch (BenchFailedException e) {
      if (stop.isRequested()) {
        throw new CancellationException("stopped");
      }
      throw e;
    }
  }

  private BenchReport run(BenchSite site, BenchModel model, BenchProgress progress)
      throws InterruptedException {
    boolean topRate = options.load().rate().isEmpty();
    progress.begin("Starting broker and producer", START);
    site.connect();
    BenchTopics topics = site.openTopics();
    ChildProcess producer = site.startProducer(model.covariates());

    progress.begin("Starting the server", START);
    ServedPath network = new ServedPath(site, model, topics, producer, progress, Compute.NETWORK);
    long before = network.heapBytes();
    fill(network, "the server", model, progress);
    Memory memory = new Memory(before, network.heapBytes(), options.load().series());
    warmUp(network, "the server", progress);

    List<Round> rounds = new ArrayList<>();
    DeliveryCount compared = DeliveryCount.NONE;
    if (topRate) {
      progress.begin("Starting the same server without compute", START);
      ServedPath leftOut =
          new ServedPath(site, model, topics, producer, progress, Compute.LEFT_OUT);
      fill(leftOut, "the server without compute", model, progress);
      warmUp(leftOut, "the server without compute", progress);
      for (int number = 1; number <= options.load().rounds(); number++) {
        rounds.add(round(number, network, leftOut, progress));
      }
      compared = leftOut.delivery();
    }
    Paced paced = pace(network, rounds, progress);
    return new BenchReport(
        Machine.current(),
        options,
        Served.of(model),
        network.startSeconds(),
        memory,
        rounds,
        paced,
        network.delivery().plus(compared));
  }

  private void fill(ServedPath path, String what, BenchModel model, BenchProgress progress)
      throws InterruptedException {
    progress.begin(
        "Filling the windows of %s series of %s"
            .formatted(Figures.count(options.load().series()), what),
        filling(model));
    path.fillWindows();
  }

  private void warmUp(ServedPath path, String what, BenchProgress progress)
      throws InterruptedException {
    Duration duration = options.load().warmUp();
    progress.begin("Warming up %s for %s".formatted(what, Figures.span(duration)), duration);
    path.warmUp(duration);
  }

  private Round round(int number, ServedPath network, ServedPath leftOut, BenchProgress progress)
      throws InterruptedException {
    Duration duration = options.load().duration();
    String where = "Round %d of %d: ".formatted(number, options.load().rounds());
    Duration planned = duration.plus(LEAD_IN);
    progress.begin(where + "the server for " + Figures.span(duration), planned);
    Speed with = network.saturate(duration);
    progress.begin(where + "without compute for " + Figures.span(duration), planned);
    Speed without = leftOut.saturate(duration);
    progress.begin(where + "the runtime alone for " + Figures.span(bareTime()), bareTime());
    Round round = new Round(with, without, network.bare(with.meanBatch(), bareTime()));
    progress.println(
        "  %s%s forecasts/s, %s without compute"
            .formatted(
                where,
                Figures.count(Math.round(with.forecastsPerSecond())),
                Figures.count(Math.round(without.forecastsPerSecond()))));
    return round;
  }

  private Paced pace(ServedPath network, List<Round> rounds, BenchProgress progress)
      throws InterruptedException {
    double top =
        rounds.stream()
            .mapToDouble(round -> round.network().recordsPerSecond())
            .average()
            .orElse(0);
    double rate = options.load().rate().orElse(LATENCY_SHARE * top);
    Duration duration = options.load().duration();
    progress.begin(
        "%s ticks/s for %s".formatted(Figures.count(Math.round(rate)), Figures.span(duration)),
        duration.plus(LEAD_IN));
    return network.pace(rate, duration);
  }

  private Duration bareTime() {
    Duration duration = options.load().duration();
    return duration.compareTo(LONGEST_BARE) < 0 ? duration : LONGEST_BARE;
  }

  private Duration filling(BenchModel model) {
    double ticks = (double) options.load().series() * model.bundle().window().inputSize();
    return Duration.ofMillis(Math.round(1000 * (1 + ticks / FILLED_PER_SECOND)));
  }

  private Duration planned(BenchModel model) {
    ServeBenchOptions.Load load = options.load();
    Duration server = START.plus(filling(model)).plus(load.warmUp());
    Duration paced = load.duration().plus(LEAD_IN);
    if (load.rate().isPresent()) {
      return START.plus(server).plus(paced);
    }
    Duration round = paced.multipliedBy(2).plus(bareTime());
    return START.plus(server.multipliedBy(2)).plus(round.multipliedBy(load.rounds())).plus(paced);
  }
}
