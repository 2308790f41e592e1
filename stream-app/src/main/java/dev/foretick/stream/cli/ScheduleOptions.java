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
      description = "At most so many passes over the training windows (default: 10).")
  private @Nullable Integer epochs;

  @Option(
      names = "--patience",
      paramLabel = "N",
      description = "Stop when so many epochs brought nothing better (default: 3).")
  private @Nullable Integer patience;

  @Option(
      names = "--time-limit",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "Stop after this time, e.g. 5m, with the best epoch so far.")
  private @Nullable Duration timeLimit;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description = "Windows in a step of learning (default: 256).")
  private @Nullable Integer batchSize;

  @Option(
      names = "--learning-rate",
      paramLabel = "RATE",
      description = "Of Adam at the start; it falls to 0 along a cosine (default: 0.001).")
  private @Nullable Double learningRate;

  @Option(
      names = "--window-stride",
      paramLabel = "N",
      description = "Observations from one training window to the next (default: 2).")
  private @Nullable Integer windowStride;

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

  boolean isTimeLimited() {
    return timeLimit != null;
  }

  TrainingSchedule schedule(TrainingDefaults defaults) {
    return new TrainingSchedule(
        epochs == null ? defaults.epochs() : epochs,
        batchSize == null ? defaults.batchSize() : batchSize,
        windowStride == null ? defaults.windowStride() : windowStride,
        learningRate == null ? defaults.learningRate() : learningRate,
        patience == null ? defaults.patience() : patience,
        seed,
        Optional.ofNullable(timeLimit));
  }

  TimeSplit split() {
    if (split.isEmpty()) {
      return TimeSplit.DEFAULT;
    }
    if (split.size() != 2) {
      throw new IllegalArgumentException(
          "--split: %d shares (expected: 2, such as 0.7,0.1)".formatted(split.size()));
    }
    return new TimeSplit(split.get(0), split.get(1));
  }
}
