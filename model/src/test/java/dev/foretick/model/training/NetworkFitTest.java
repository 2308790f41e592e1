package dev.foretick.model.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.foretick.common.series.PointForecast;
import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.dataset.SeriesData;
import dev.foretick.model.dataset.SyntheticSeries;
import dev.foretick.model.dataset.TimeSplit;
import dev.foretick.model.dl4j.Dl4jNetwork;
import dev.foretick.model.network.ConvBlock;
import dev.foretick.model.network.NetworkSpec;
import dev.foretick.model.scaling.Normalization;
import dev.foretick.model.scaling.TargetTransform;
import dev.foretick.model.scaling.WindowScaler;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NetworkFitTest {
  @Test
  void run_noiseLearntByHeart_restoresTheBestEpoch() {
    TrainingOptions options =
        new TrainingOptions(
            new WindowSpec(16, 2, 1),
            new NetworkSpec(List.of(ConvBlock.patchEmbedding(4, 16)), List.of(16), 0, true),
            TargetTransform.NONE,
            Normalization.LAST_VALUE,
            QuantileLevels.of(0.05, 0.5, 0.95),
            PointForecast.MEDIAN,
            new TrainingSchedule(30, 16, 1, 0.02, 4, 1, Optional.empty()),
            TrainingOptions.Blending.NONE,
            1);
    List<SeriesData> series = List.of(SyntheticSeries.sine(250, 12, 0, 1, 1));
    History history = new History(new TimeSplit(0.4, 0.3).trainingData(series), options);
    WindowScaler scaler = new WindowScaler(history.fitScaling(), options.window());
    try (Dl4jNetwork network =
        new Dl4jNetwork(
            options.window(), options.network(), options.levels(), PointForecast.MEDIAN, 1)) {
      NetworkFit fit =
          new NetworkFit(
              options, TrainingListener.NONE, history, scaler, network, Clock.systemUTC());

      NetworkFit.Outcome outcome = fit.run();

      assertThat(outcome.epochs()).hasSize(outcome.bestEpoch() + 4);
      double best = outcome.epochs().get(outcome.bestEpoch() - 1).validationLoss();
      assertThat(outcome.epochs()).allMatch(epoch -> epoch.validationLoss() >= best);
      assertThat(fit.validationLoss()).isCloseTo(best, within(1e-9));
    }
  }
}
