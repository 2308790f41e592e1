package dev.foretick.model.training;

import dev.foretick.common.series.PointForecast;
import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.dataset.SeriesData;
import dev.foretick.model.dataset.SyntheticSeries;
import dev.foretick.model.dataset.TrainingData;
import dev.foretick.model.network.ConvBlock;
import dev.foretick.model.network.NetworkSpec;
import dev.foretick.model.scaling.Normalization;
import dev.foretick.model.scaling.TargetTransform;
import dev.foretick.model.scaling.WindowScaler;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Validation windows of synthetic series, with a tiny network that nobody has to train. */
final class Validations {
  static final int PERIOD = 12;
  static final WindowSpec WINDOW = new WindowSpec(24, 3, 1);
  static final QuantileLevels LEVELS = QuantileLevels.centralInterval(90);

  private Validations() {}

  static TrainingOptions options(TrainingOptions.Blending blending) {
    return new TrainingOptions(
        WINDOW,
        new NetworkSpec(List.of(ConvBlock.patchEmbedding(6, 4)), List.of(4), 0, true),
        TargetTransform.NONE,
        Normalization.INSTANCE,
        LEVELS,
        PointForecast.MEDIAN,
        new TrainingSchedule(1, 32, 1, 1e-3, 1, 3, Optional.empty()),
        blending,
        PERIOD);
  }

  static History history(TrainingOptions options, List<SeriesData> series) {
    return new History(data(series), options);
  }

  /** The newer half of each series validates. */
  static TrainingData data(List<SeriesData> series) {
    return TrainingData.withShare(series, 0.5);
  }

  static ValidationSet of(TrainingOptions options, List<SeriesData> series) {
    History history = history(options, series);
    return new ValidationSet(
        options, history, new WindowScaler(history.fitScaling(), options.window()));
  }

  static SeriesData walk(String id, int rows, long seed) {
    Random random = new Random(seed);
    float[] values = new float[rows];
    double value = 1_000;
    for (int row = 0; row < rows; row++) {
      value += random.nextGaussian();
      values[row] = (float) value;
    }
    return SyntheticSeries.of(id, values);
  }
}
