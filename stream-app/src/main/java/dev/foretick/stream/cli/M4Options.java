package dev.foretick.stream.cli;

import dev.foretick.model.backtest.M4Protocol;
import dev.foretick.model.dataset.M4Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the series of the M4 competition are. */
final class M4Options {
  @Option(
      names = "--train",
      paramLabel = "FILE",
      description = "Training part, a row for each series, such as Hourly-train.csv.")
  private @Nullable Path train;

  @Option(
      names = "--test",
      paramLabel = "FILE",
      description = "What came after it, such as Hourly-test.csv.")
  private @Nullable Path test;

  @Option(
      names = "--season",
      paramLabel = "N",
      description = "Steps of a season: 24 for Hourly, 12 for Monthly, 1 for Daily data.")
  private @Nullable Integer season;

  boolean isGiven() {
    return train != null || test != null || season != null;
  }

  int season() {
    return season == null ? 1 : season;
  }

  /**
   * Reads the files.
   *
   * @throws IllegalArgumentException if an option is missing
   */
  M4Protocol load() {
    if (train == null || test == null || season == null) {
      throw new IllegalArgumentException(
          "--protocol: m4 without --train, --test or --season (expected: all three)");
    }
    return new M4Protocol(M4Files.read(train, test), season);
  }

  /** What a report calls the data. */
  String name() {
    return train == null ? "" : String.valueOf(train.getFileName());
  }
}
