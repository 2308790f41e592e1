package dev.foretick.stream.bench;

import dev.foretick.common.window.WindowSpec;
import java.util.List;
import java.util.Optional;

/**
 * All that a bench of a server found.
 *
 * @param model what was served
 * @param startSeconds from the start of the server's process, with ticks waiting, to its first
 *     forecast
 * @param memory of the server with all series
 * @param rounds at the top rate; none if a rate was given
 * @param paced at a fixed rate
 * @param restart after the server was killed, if that was asked for
 * @param scores that went to topics, if any did
 */
public record BenchReport(
    Machine machine,
    ServeBenchOptions options,
    Served model,
    double startSeconds,
    Memory memory,
    List<Round> rounds,
    Paced paced,
    Optional<Restart> restart,
    DeliveryCount delivery,
    Optional<ScoreCount> scores) {

  public BenchReport {
    rounds = List.copyOf(rounds);
  }

  /** Whether each tick had its forecast, and each score was published. */
  public boolean isWhole() {
    return delivery.lost() == 0
        && delivery.refused() == 0
        && scores.map(ScoreCount::lost).orElse(0L) == 0;
  }

  /** Over all rounds, or at the fixed rate where there are none. */
  Speed network() {
    return rounds.stream().map(Round::network).reduce(Speed::plus).orElse(paced.speed());
  }

  /** What was measured in turn with the server, over all rounds. */
  Optional<Speed> beside() {
    return rounds.stream().map(Round::beside).reduce(Speed::plus);
  }

  /** Of the runtime by itself, the mean of all rounds; NaN without rounds. */
  double bareForecastsPerSecond() {
    return rounds.stream()
        .mapToDouble(round -> round.bare().windowsPerSecond())
        .average()
        .orElse(Double.NaN);
  }

  /** The server's rate as a share of that beside it; NaN without rounds. */
  double ratio() {
    double most = beside().map(Speed::forecastsPerSecond).orElse(Double.NaN);
    return network().forecastsPerSecond() / most;
  }

  /** The server's rate as a share of that of the runtime by itself; NaN without rounds. */
  double bareRatio() {
    return network().forecastsPerSecond() / bareForecastsPerSecond();
  }

  /**
   * Where it ran.
   *
   * @param java version of the Java that all processes ran on
   */
  record Machine(int cores, String system, String java) {
    static Machine current() {
      return new Machine(
          Processors.count(),
          System.getProperty("os.name") + " " + System.getProperty("os.arch"),
          Runtime.version().toString());
    }
  }

  /**
   * What was served.
   *
   * @param trained whether its forecasts mean anything
   */
  record Served(String name, WindowSpec window, int quantiles, boolean trained) {
    static Served of(BenchModel model) {
      return new Served(
          model.bundle().modelName(),
          model.bundle().window(),
          model.bundle().levels().count(),
          model.trained());
    }
  }

  /**
   * Heap of the server, after a collection.
   *
   * @param before bytes with one series
   * @param after bytes with all
   */
  record Memory(long before, long after, int series) {
    /** What else a server keeps varies by some megabytes from one collection to the next. */
    private static final long LEAST_GROWTH = 20_000_000;

    /** Whether the series take so much that one's share can be told. */
    boolean isTelling() {
      return after - before >= LEAST_GROWTH;
    }

    /** NaN if there are too few series to tell. */
    double bytesPerSeries() {
      return isTelling() ? (double) (after - before) / (series - 1) : Double.NaN;
    }
  }
}
