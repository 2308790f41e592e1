package dev.foretick.stream.cli;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.scaling.Normalization;
import dev.foretick.model.scaling.TargetTransform;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import picocli.CommandLine.Option;

/** What a window is, what is forecast of it, and how its values are scaled. */
final class WindowOptions {
  @Option(
      names = "--input-size",
      paramLabel = "N",
      description = "Past observations that a forecast looks at.")
  private int inputSize;

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
      defaultValue = "none",
      converter = OptionNames.Transforms.class,
      description = {
        "What the network learns of the target: none, difference or log-return (default:"
            + " ${DEFAULT-VALUE}). Prices: log-return."
      })
  private TargetTransform transform = TargetTransform.NONE;

  @Option(
      names = "--normalization",
      paramLabel = "NAME",
      defaultValue = "instance",
      converter = OptionNames.Normalizations.class,
      description = {
        "instance: each window is divided by its own scale, which suits series of different sizes;"
            + " last-value: all by the scale of the training data (default: ${DEFAULT-VALUE})."
      })
  private Normalization normalization = Normalization.INSTANCE;

  WindowSpec window(int channels) {
    return new WindowSpec(inputSize, horizon, channels);
  }

  TargetTransform transform() {
    return transform;
  }

  Normalization normalization() {
    return normalization;
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
