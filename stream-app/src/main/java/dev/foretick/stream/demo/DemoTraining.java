package dev.foretick.stream.demo;

import dev.foretick.common.series.PointForecast;
import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.model.dataset.Frequency;
import dev.foretick.model.dataset.SeriesData;
import dev.foretick.model.dataset.SeriesSchema;
import dev.foretick.model.dataset.TimeSplit;
import dev.foretick.model.network.ConvBlock;
import dev.foretick.model.network.NetworkSpec;
import dev.foretick.model.scaling.Normalization;
import dev.foretick.model.scaling.TargetTransform;
import dev.foretick.model.training.TrainingOptions;
import dev.foretick.model.training.TrainingSchedule;
import dev.foretick.stream.terminal.Terminal;
import dev.foretick.stream.training.ModelTraining;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The demo's small CNN-LSTM: 64 prices in patches of 8, the next 12 prices out. */
final class DemoTraining {
  private static final int PATCH = 8;
  private static final int HIDDEN = 32;

  private DemoTraining() {}

  /** Trains on the first {@code count} ticks, at most so long, with progress. */
  static ModelBundle train(
      MarketTicks ticks,
      int count,
      Duration limit,
      String version,
      Terminal terminal,
      BooleanSupplier cancelled) {
    List<SeriesData> history = List.of(ticks.history(count));
    TrainingOptions options =
        new TrainingOptions(
            new WindowSpec(64, 12, 1),
            new NetworkSpec(
                List.of(ConvBlock.patchEmbedding(PATCH, HIDDEN)), List.of(HIDDEN), 0.1, true),
            TargetTransform.LOG_RETURN,
            Normalization.LAST_VALUE,
            QuantileLevels.centralInterval(90),
            PointForecast.MEDIAN,
            new TrainingSchedule(8, 128, 2, 1e-3, 3, 1, Optional.of(limit)),
            TrainingOptions.Blending.RIDGE,
            1);
    SeriesSchema schema = new SeriesSchema("price", List.of(), Frequency.infer(history));
    return new ModelTraining(
            options, new TimeSplit(0.75, 0.15), schema, MarketTicks.SOURCE, "", version)
        .run(history, terminal, cancelled);
  }
}
