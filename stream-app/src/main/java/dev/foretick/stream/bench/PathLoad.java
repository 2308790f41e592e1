package dev.foretick.stream.bench;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Puts a path under load, measures what becomes of it, and counts whether anything gets lost. */
final class PathLoad {
  /** Ticks that may be on their way at the least, enough to keep every process busy. */
  private static final long LEAST_AHEAD = 10_000;

  /** Ticks that may be on their way for each loop, in batches of the server. */
  private static final long BATCHES_AHEAD = 8;

  /** Before the top rate counts: queues fill. */
  private static final Duration LEAD_IN = Duration.ofSeconds(1);

  private final BenchSite site;
  private final ServedPath path;
  private final BenchWatch watch;
  private DeliveryCount delivery = DeliveryCount.NONE;
  private Optional<ScoreCount> scores = Optional.empty();

  PathLoad(BenchSite site, ServedPath path, BenchWatch watch) {
    this.site = site;
    this.path = path;
    this.watch = watch;
  }

  ServedPath path() {
    return path;
  }

  /** Whether each tick had its forecast so far. */
  DeliveryCount delivery() {
    return delivery;
  }

  /** Whether each score came to its topic so far, since the first tick; if there is one. */
  Optional<ScoreCount> scores() {
    return scores;
  }

  /** Lets the server's code be compiled. */
  void warmUp(Duration duration) throws InterruptedException {
    if (!duration.isZero()) {
      saturate(Duration.ZERO, duration);
    }
  }

  /** As many ticks as the server answers, for so long. */
  Speed saturate(Duration duration) throws InterruptedException {
    return saturate(LEAD_IN, duration);
  }

  /**
   * So many ticks a second, for so long.
   *
   * @param leadIn before it counts: backlogs are worked off, and what every process does with short
   *     batches has to be compiled anew
   */
  Paced pace(double ticksPerSecond, Duration leadIn, Duration duration)
      throws InterruptedException {
    ServerFigures before = begin();
    site.producer().tell("pace " + path.ticks() + " " + ticksPerSecond);
    watch.pass(leadIn, () -> {});
    LatencyWindow latency = new LatencyWindow(WallClock.epochNanos(), duration);
    path.reader().measure(latency);
    Snapshot start = snapshot();
    watch.pass(duration, () -> {});
    Speed speed = snapshot().since(start);
    BenchedProducer.Sent sent = end(before);
    return new Paced(ticksPerSecond, speed, sent.worstDelaySeconds(), Paced.Latency.of(latency));
  }

  /**
   * Kills the server under so many ticks a second and starts it again.
   *
   * @param before how long it is under load before that
   */
  Restart restart(double ticksPerSecond, Duration before) throws InterruptedException {
    ServerFigures figures = begin();
    site.producer().tell("pace " + path.ticks() + " " + ticksPerSecond);
    watch.pass(before, () -> {});
    Restart restart = path.restart(ticksPerSecond);
    end(figures);
    return restart;
  }

  private Speed saturate(Duration leadIn, Duration duration) throws InterruptedException {
    ServeBenchOptions options = site.options();
    long batches = BATCHES_AHEAD * options.server().threads() * options.maxPollRecords();
    long ahead = Math.max(LEAST_AHEAD, batches);
    ServerFigures before = begin();
    Answered answered = path.reader().answered();
    Runnable credit = () -> site.producer().tell("credit " + (answered.progress() + ahead));
    site.producer().tell("saturate " + path.ticks());
    watch.pass(leadIn, credit);
    Snapshot start = snapshot();
    watch.pass(duration, credit);
    Speed speed = snapshot().since(start);
    end(before);
    return speed;
  }

  /** Counts from here on. */
  private ServerFigures begin() {
    path.reader().answered().countFrom(site.topics().ends(path.ticks()));
    return path.figures();
  }

  /** Ends the load, waits for what is still on its way, and takes stock. */
  private BenchedProducer.Sent end(ServerFigures before) throws InterruptedException {
    BenchedProducer.Sent sent = site.producer().ask("stop", BenchedProducer.Sent.class);
    path.drain();
    scores = path.scores();
    long expected =
        switch (site.options().server().emit()) {
          case EVERY -> sent.ticks() - sent.failed();
          // Which ticks are answered is the server's choice; that they are can be held to.
          case LATEST -> path.figures().since(before).windows();
        };
    Answered answered = path.reader().answered();
    delivery =
        delivery.plus(
            new DeliveryCount(
                sent.ticks(), sent.failed(), expected, answered.answered(), answered.doubled()));
    return sent;
  }

  private Snapshot snapshot() {
    ServerFigures figures = path.figures();
    return new Snapshot(
        System.nanoTime(),
        path.reader().answered().answered(),
        figures,
        site.processorSeconds(figures),
        Processors.loadSinceLastAsked());
  }

  /**
   * How things stand at a moment.
   *
   * @param load share of all cores that was busy since the last snapshot
   */
  private record Snapshot(
      long nanos,
      long forecasts,
      ServerFigures server,
      Map<String, Double> processorSeconds,
      double load) {
    Speed since(Snapshot start) {
      double seconds = (nanos - start.nanos) / 1e9;
      double available = seconds * Processors.count();
      return new Speed(
          seconds,
          forecasts - start.forecasts,
          server.since(start.server),
          new ProcessorTime(
              available,
              Sums.difference(processorSeconds, start.processorSeconds),
              load * available));
    }
  }
}
