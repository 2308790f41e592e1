package dev.foretick.stream.cli;

import dev.foretick.stream.bench.ServeBenchOptions;
import java.time.Duration;
import java.util.OptionalDouble;
import picocli.CommandLine.Option;

/** What comes in, and for how long. */
final class BenchLoadOptions {
  private static final String MAX = "max";

  @Option(
      names = "--series",
      paramLabel = "N",
      defaultValue = "100",
      description = "Series that take turns (default: ${DEFAULT-VALUE}).")
  private int series;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "4",
      description = "Of each topic (default: ${DEFAULT-VALUE}).")
  private int partitions;

  @Option(
      names = "--rate",
      paramLabel = "N|max",
      defaultValue = MAX,
      description = {
        "Ticks a second. max measures the top rate, and the latency at a third of it (default:"
            + " ${DEFAULT-VALUE})."
      })
  private String rate = MAX;

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      defaultValue = "20s",
      converter = DurationConverter.class,
      description = "Of each measurement (default: ${DEFAULT-VALUE}).")
  private Duration duration = Duration.ZERO;

  @Option(
      names = "--warm-up",
      paramLabel = "TIME",
      defaultValue = "25s",
      converter = DurationConverter.class,
      description = {
        "Under full load before the first measurement, and once more at the pace of the latency's"
            + " (default: ${DEFAULT-VALUE}). A virtual machine goes on compiling for a minute."
      })
  private Duration warmUp = Duration.ZERO;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "2",
      description = {
        "Measurements of the top rate, each beside one of the same loop without compute (default:"
            + " ${DEFAULT-VALUE})."
      })
  private int rounds;

  ServeBenchOptions.Load load() {
    return new ServeBenchOptions.Load(series, partitions, rate(), duration, warmUp, rounds);
  }

  private OptionalDouble rate() {
    if (rate.equals(MAX)) {
      return OptionalDouble.empty();
    }
    try {
      return OptionalDouble.of(Double.parseDouble(rate));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("--rate: %s (expected: a number, or max)".formatted(rate));
    }
  }
}
