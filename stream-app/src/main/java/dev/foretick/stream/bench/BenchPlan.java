package dev.foretick.stream.bench;

import java.time.Duration;

/** How long the steps of a bench should take, some of which depends on the machine. */
final class BenchPlan {
  private static final Duration START = Duration.ofSeconds(5);
  private static final Duration LEAD_IN = Duration.ofSeconds(2);
  private static final Duration LONGEST_BARE = Duration.ofSeconds(5);
  private static final Duration LONGEST_BEFORE_KILL = Duration.ofSeconds(5);
  private static final double FILLED_PER_SECOND = 40_000;

  private final ServeBenchOptions.Load load;
  private final boolean restarts;
  private final int inputSize;

  BenchPlan(ServeBenchOptions options, int inputSize) {
    this.load = options.load();
    this.restarts = options.steps().restart();
    this.inputSize = inputSize;
  }

  /** A process gets ready. */
  Duration start() {
    return START;
  }

  /** The windows of all series fill. */
  Duration filling() {
    double seconds = 1 + (double) load.series() * inputSize / FILLED_PER_SECOND;
    return Duration.ofMillis(Math.round(1000 * seconds));
  }

  /** A measurement with all that is around it. */
  Duration measurement() {
    return load.duration().plus(LEAD_IN);
  }

  /** The latency is measured, after a warm-up at its pace. */
  Duration paced() {
    return measurement().plus(load.warmUp());
  }

  /** The runtime is measured alone for so long. */
  Duration bare() {
    return load.duration().compareTo(LONGEST_BARE) < 0 ? load.duration() : LONGEST_BARE;
  }

  /** The server is killed under load and comes back. */
  Duration restart() {
    return beforeKill().plus(START).plus(LEAD_IN);
  }

  /** Under load before it is killed. */
  Duration beforeKill() {
    return load.duration().compareTo(LONGEST_BEFORE_KILL) < 0
        ? load.duration()
        : LONGEST_BEFORE_KILL;
  }

  /** All steps together. */
  Duration whole() {
    Duration server = START.plus(filling()).plus(load.warmUp());
    Duration outside = START.plus(server).plus(paced());
    if (restarts) {
      outside = outside.plus(restart());
    }
    if (load.rate().isPresent()) {
      return outside;
    }
    Duration round = measurement().multipliedBy(2).plus(bare());
    return outside.plus(server).plus(round.multipliedBy(load.rounds()));
  }
}
