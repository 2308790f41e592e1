package dev.foretick.model.training;

import dev.foretick.common.series.EpochNanos;
import dev.foretick.common.window.WindowBatch;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.dataset.SeriesData;
import dev.foretick.model.dataset.SplitPart;
import dev.foretick.model.dataset.TrainingData;
import dev.foretick.model.dataset.WindowCutter;
import dev.foretick.model.dataset.WindowIndex;
import dev.foretick.model.dataset.WindowPosition;
import dev.foretick.model.scaling.ScaledWindows;
import dev.foretick.model.scaling.ScalingFit;
import dev.foretick.model.scaling.TargetTransform;
import dev.foretick.model.scaling.WindowScaler;
import dev.foretick.model.scaling.WindowScaling;
import java.util.List;
import java.util.function.BiConsumer;

/** All series with their splits: where training takes its windows from. */
final class History {
  static final int BATCH = 256;

  /** Windows that the scaling is fitted on: more would not move a deviation. */
  private static final int SCALING_WINDOWS = 20_000;

  private final List<SeriesData> series;
  private final TrainingOptions options;
  private final WindowIndex training;
  private final WindowIndex validation;
  private final WindowCutter cutter;

  History(TrainingData data, TrainingOptions options) {
    this.series = data.series();
    this.options = options;
    requireUsable();
    WindowSpec spec = options.window();
    this.training = new WindowIndex(series, spec, SplitPart.TRAINING, data.trainingRows());
    this.validation = new WindowIndex(series, spec, SplitPart.VALIDATION, data.validationRows());
    this.cutter = new WindowCutter(series, spec);
  }

  List<SeriesData> series() {
    return series;
  }

  WindowIndex training() {
    return training;
  }

  WindowIndex validation() {
    return validation;
  }

  DataSummary summary() {
    return new DataSummary(
        series.size(), training.skippedSeries(), training.size(), validation.size());
  }

  /** The scaling by the training part alone. */
  WindowScaling fitScaling() {
    ScalingFit fit = new ScalingFit(options.transform(), options.normalization(), options.window());
    forEachBatch(training.thinned(SCALING_WINDOWS), (positions, batch) -> fit.add(batch));
    return fit.scaling();
  }

  /** Cuts windows in batches of {@value #BATCH}, the last one as large as what is left. */
  void forEachBatch(
      List<WindowPosition> positions, BiConsumer<List<WindowPosition>, WindowBatch> action) {
    WindowBatch batch = new WindowBatch(options.window(), BATCH);
    for (int from = 0; from < positions.size(); from += BATCH) {
      List<WindowPosition> some = positions.subList(from, Math.min(positions.size(), from + BATCH));
      cutter.cut(some, batch);
      action.accept(some, batch);
    }
  }

  /** Cuts and scales windows and their targets. */
  ScaledExamples examples(List<WindowPosition> positions, WindowBatch batch, WindowScaler scaler) {
    cutter.cut(positions, batch);
    return scaled(positions, batch, scaler);
  }

  /** Scales windows that are cut already, and their targets. */
  ScaledExamples scaled(List<WindowPosition> positions, WindowBatch batch, WindowScaler scaler) {
    ScaledWindows windows = scaler.scale(batch);
    float[] targets = cutter.targets(positions);
    for (int i = 0; i < targets.length; i++) {
      int row = i / options.window().horizon();
      targets[i] = scaler.distance(targets[i], windows.anchors()[row], windows.scales()[row]);
    }
    return new ScaledExamples(windows, targets);
  }

  private void requireUsable() {
    for (SeriesData data : series) {
      if (data.channelCount() != options.window().channels()) {
        throw new IllegalArgumentException(
            "series %s: %d channels (expected: %d)"
                .formatted(data.id(), data.channelCount(), options.window().channels()));
      }
      if (options.transform().isLogarithmic()) {
        requirePositive(data, options.transform());
      }
    }
  }

  private static void requirePositive(SeriesData data, TargetTransform transform) {
    for (int row = 0; row < data.length(); row++) {
      if (!(data.target(row) > 0)) {
        throw new TrainingFailedException(
            "series %s, row %d at %s: %s (expected: > 0 for the transform %s; --transform none or difference take any value)"
                .formatted(
                    data.id(),
                    row + 1,
                    EpochNanos.toInstant(data.time(row)),
                    data.target(row),
                    transform.optionName()));
      }
    }
  }
}
