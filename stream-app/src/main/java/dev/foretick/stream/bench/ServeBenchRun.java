package dev.foretick.stream.bench;

import dev.foretick.stream.bench.BenchReport.Machine;
import dev.foretick.stream.bench.BenchReport.Memory;
import dev.foretick.stream.bench.BenchReport.Served;
import dev.foretick.stream.terminal.Figures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One run of the bench, step by step. */
final class ServeBenchRun {
  /** Of the top rate: what a deployment with reserves is sized for. */
  private static final double PACED_SHARE = 1 / 3.0;

  private final BenchSite site;
  private final BenchModel model;
  private final BenchPlan plan;
  private final BenchProgress progress;
  private final BenchWatch watch;
  private final ServeBenchOptions options;
  private final ServeBenchOptions.Load load;

  ServeBenchRun(BenchSite site, BenchModel model, BenchPlan plan, BenchProgress progress) {
    this.site = site;
    this.model = model;
    this.plan = plan;
    this.progress = progress;
    this.watch = new BenchWatch(site.processes(), progress);
    this.options = site.options();
    this.load = options.load();
  }

  BenchReport run() throws InterruptedException {
    ServedPath path = start("the server", BenchVariant.asked(options));
    long before = path.heapBytesOfOneSeries();
    fill("the server", path);
    Memory memory = new Memory(before, path.heapBytes(), load.series());
    PathLoad server = warmUp("the server", path);

    Optional<PathLoad> beside = Optional.empty();
    List<Round> rounds = new ArrayList<>();
    if (load.rate().isEmpty()) {
      PathLoad other = startBeside();
      beside = Optional.of(other);
      for (int number = 1; number <= load.rounds(); number++) {
        rounds.add(round(number, server, other));
      }
    }
    double rate = rate(rounds);
    Paced paced = pace(server, rate);
    Optional<Restart> restart =
        options.steps().restart() ? Optional.of(restart(server, rate)) : Optional.empty();
    return new BenchReport(
        Machine.current(),
        options,
        Served.of(model),
        path.startSeconds(),
        memory,
        rounds,
        paced,
        restart,
        server.delivery().plus(beside.map(PathLoad::delivery).orElse(DeliveryCount.NONE)),
        Stream.concat(Stream.of(server), beside.stream())
            .flatMap(loaded -> loaded.scores().stream())
            .reduce(ScoreCount::plus));
  }

  private PathLoad startBeside() throws InterruptedException {
    String name = "the server " + options.steps().beside().label();
    ServedPath path = start(name, BenchVariant.beside(options));
    fill(name, path);
    return warmUp(name, path);
  }

  private ServedPath start(String name, BenchVariant variant) throws InterruptedException {
    progress.begin("Starting " + name, plan.start());
    return new ServedPath(site, model, watch, variant);
  }

  private void fill(String name, ServedPath path) throws InterruptedException {
    String series = Figures.count(load.series());
    progress.begin("Filling %s windows of %s".formatted(series, name), plan.filling());
    path.fillWindows();
  }

  private PathLoad warmUp(String name, ServedPath path) throws InterruptedException {
    PathLoad warmed = new PathLoad(site, path, watch);
    progress.begin("Warming up %s for %s".formatted(name, span(load.warmUp())), load.warmUp());
    warmed.warmUp(load.warmUp());
    return warmed;
  }

  private Round round(int number, PathLoad server, PathLoad beside) throws InterruptedException {
    String where = "Round %d of %d: ".formatted(number, load.rounds());
    String time = span(load.duration());
    String label = options.steps().beside().label();
    progress.begin(where + "the server for " + time, plan.measurement());
    Speed with = server.saturate(load.duration());
    progress.begin(where + "the same " + label + " for " + time, plan.measurement());
    Speed without = beside.saturate(load.duration());
    progress.begin(where + "the runtime alone for " + span(plan.bare()), plan.bare());
    Round round = new Round(with, without, server.path().bare(with.meanBatch(), plan.bare()));
    progress.println(
        "  %s%s forecasts/s, %s %s"
            .formatted(
                where,
                count(with.forecastsPerSecond()),
                count(without.forecastsPerSecond()),
                label));
    return round;
  }

  /** The one that was asked for, or a share of the top rate. */
  private double rate(List<Round> rounds) {
    double top =
        rounds.stream()
            .mapToDouble(round -> round.network().recordsPerSecond())
            .average()
            .orElse(0);
    return load.rate().orElse(PACED_SHARE * top);
  }

  private Paced pace(PathLoad server, double rate) throws InterruptedException {
    progress.begin("%s ticks/s for %s".formatted(count(rate), span(load.duration())), plan.paced());
    return server.pace(rate, load.warmUp(), load.duration());
  }

  private Restart restart(PathLoad server, double rate) throws InterruptedException {
    progress.begin("Killing the server at %s ticks/s".formatted(count(rate)), plan.restart());
    return server.restart(rate, plan.beforeKill());
  }

  private static String span(Duration duration) {
    return Figures.span(duration);
  }

  private static String count(double value) {
    return Figures.count(Math.round(value));
  }
}
