package dev.foretick.stream.cli;

import dev.foretick.model.dataset.TimeSplit;
import dev.foretick.model.training.TrainingSchedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How long and how carefully to learn. */
final class ScheduleOptions {
  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "10",
      description = "At most so many passes over the training windows (default: ${DEFAULT-VALUE}).")
  private int epochs;

  @Option(
      names = "--patience",
      paramLabel = "N",
      defaultValue = "3",
      description = "Stop when so many epochs brought nothing better (default: ${DEFAULT-VALUE}).")
  private int patience;

  @Option(
      names = "--time-limit",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "Stop after this time, e.g. 5m, with the best epoch so far.")
  private @Nullable Duration timeLimit;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      defaultValue = "256",
      description = "Windows in a step of learning (default: ${DEFAULT-VALUE}).")
  private int batchSize;

  @Option(
      names = "--learning-rate",
      paramLabel = "RATE",
      defaultValue = "0.001",
      description =
          "Of Adam at the start; it falls to 0 along a cosine (default: ${DEFAULT-VALUE}).")
  private double learningRate;

  @Option(
      names = "--window-stride",
      paramLabel = "N",
      defaultValue = "2",
      description =
          "Observations from one training window to the next (default: ${DEFAULT-VALUE}).")
  private int windowStride;

  @Option(
      names = "--split",
      paramLabel = "SHARES",
      split = ",",
      description = {
        "Shares of the history, oldest first, to train and to validate on; the rest is the test"
            + " (default: 0.7,0.1)."
      })
  private List<Double> split = new ArrayList<>();

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Of every random choice: the same seed gives the same model (default: ${DEFAULT-VALUE}).")
  private long seed;

  TrainingSchedule schedule() {
    return new TrainingSchedule(
        epochs,
        batchSize,
        windowStride,
        learningRate,
        patience,
        seed,
        Optional.ofNullable(timeLimit));
  }

  TimeSplit split() {
    if (split.isEmpty()) {
      return new TimeSplit(0.7, 0.1);
    }
    if (split.size() != 2) {
      throw new IllegalArgumentException(
          "--split: %d shares (expected: 2, such as 0.7,0.1)".formatted(split.size()));
    }
    return new TimeSplit(split.get(0), split.get(1));
  }
}
