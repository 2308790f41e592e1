package dev.foretick.stream.cli;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.scaling.Normalization;
import dev.foretick.model.scaling.TargetTransform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a window is, what is forecast of it, and how its values are scaled. */
final class WindowOptions {
  @Option(
      names = "--input-size",
      paramLabel = "N",
      description = "Past observations that a forecast looks at.")
  private @Nullable Integer inputSize;

  @Option(
      names = "--horizon",
      paramLabel = "N",
      description = "Future steps to forecast, all at once.")
  private int horizon;

  @Option(
      names = "--levels",
      paramLabel = "PERCENT",
      split = ",",
      description = "Prediction intervals, e.g. 90 or 80,95 (default: 90).")
  private List<Double> levels = new ArrayList<>();

  @Option(
      names = "--transform",
      paramLabel = "NAME",
      converter = OptionNames.Transforms.class,
      description = {
        "What the network learns of the target: none, difference, log-return (prices) or"
            + " log (positive values whose seasons grow with them) (default: none)."
      })
  private @Nullable TargetTransform transform;

  @Option(
      names = "--normalization",
      paramLabel = "NAME",
      converter = OptionNames.Normalizations.class,
      description = {
        "instance: each window is divided by its own scale, which suits series of different sizes;"
            + " last-value: all by the scale of the training data; ewma: by the size of its last changes,"
            + " for prices (default: instance)."
      })
  private @Nullable Normalization normalization;

  boolean hasInputSize() {
    return inputSize != null;
  }

  /** As given. */
  Optional<Integer> inputSize() {
    return Optional.ofNullable(inputSize);
  }

  /** The horizon where none is given. */
  void defaultHorizon(int steps) {
    horizon = horizon == 0 ? steps : horizon;
  }

  /** The interval where none is given. */
  void defaultLevel(double percent) {
    levels = levels.isEmpty() ? List.of(percent) : levels;
  }

  int horizon() {
    return horizon;
  }

  WindowSpec window(int channels, TrainingDefaults defaults) {
    int size = inputSize == null ? defaults.inputSize().orElseThrow() : inputSize;
    return new WindowSpec(size, horizon, channels);
  }

  TargetTransform transform(TrainingDefaults defaults) {
    return transform == null ? defaults.transform() : transform;
  }

  Normalization normalization(TrainingDefaults defaults) {
    return normalization == null ? defaults.normalization() : normalization;
  }

  QuantileLevels quantiles() {
    List<Double> percents = levels.isEmpty() ? List.of(90.0) : levels;
    for (double level : percents) {
      if (!(level > 0 && level < 100)) {
        throw new IllegalArgumentException(
            "--levels: %s (expected: above 0, below 100 percent)".formatted(level));
      }
    }
    return QuantileLevels.of(
        DoubleStream.concat(
                DoubleStream.of(0.5),
                percents.stream()
                    .map(QuantileLevels::centralInterval)
                    .flatMapToDouble(interval -> DoubleStream.of(interval.toArray())))
            .distinct()
            .sorted()
            .toArray());
  }
}
