package dev.foretick.model.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.foretick.common.series.PointForecast;
import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.backtest.ForecasterScores;
import dev.foretick.model.dataset.DatasetTooShortException;
import dev.foretick.model.dataset.SeriesData;
import dev.foretick.model.dataset.SyntheticSeries;
import dev.foretick.model.dataset.TimeSplit;
import dev.foretick.model.network.ConvBlock;
import dev.foretick.model.network.NetworkSpec;
import dev.foretick.model.network.NetworkWeights;
import dev.foretick.model.scaling.Normalization;
import dev.foretick.model.scaling.TargetTransform;
import dev.foretick.model.testing.TestPart;
import dev.foretick.model.trained.TrainedModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrainerTest {
  private static final WindowSpec WINDOW = new WindowSpec(48, 6, 1);
  private static final int PERIOD = 24;
  private static final TimeSplit SPLIT = new TimeSplit(0.6, 0.2);
  private static final NetworkSpec NETWORK =
      new NetworkSpec(List.of(ConvBlock.patchEmbedding(8, 16)), List.of(16), 0.1, true);

  @Test
  void fit_sineWithNoise_beatsNaiveAndKeepsItsIntervals() {
    SeriesData series = SyntheticSeries.sine(3_000, PERIOD, 10, 0.2, 1);

    List<ForecasterResult> results = results(options(TargetTransform.NONE, 6, 3), List.of(series));

    assertThat(results)
        .extracting(ForecasterResult::name)
        .containsExactly(
            "cnn-lstm",
            "naive",
            "naive-ewma",
            "seasonal-naive",
            "drift",
            "ridge",
            "cnn-lstm (adaptive)");
    ForecasterResult model = results.get(0);
    ForecasterResult naive = results.get(1);
    ForecasterResult seasonal = results.get(3);
    assertThat(seasonal.mae()).isLessThan(0.5 * naive.mae());
    assertThat(model.mae()).isLessThan(seasonal.mae());
    assertThat(model.skill()).isGreaterThan(0.1);
    assertThat(model.coverage()).isBetween(0.86, 0.94);
    assertThat(model.winkler()).isLessThan(seasonal.winkler());
    assertThat(model.maeByStep()).hasSize(6);
  }

  @Test
  void fit_manySeriesOfAnySize_isOneModelForAll() {
    List<SeriesData> series = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      series.add(SyntheticSeries.sine(800, PERIOD, 10, 0.1, i));
    }
    float[] thousandfold = new float[800];
    for (int row = 0; row < thousandfold.length; row++) {
      thousandfold[row] = 1_000 * series.get(0).target(row);
    }
    series.add(SyntheticSeries.of("large", thousandfold));
    series.add(SyntheticSeries.sine(30, PERIOD, 10, 0.1, 9));
    List<DataSummary> summaries = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void onData(DataSummary summary) {
            summaries.add(summary);
          }
        };

    TrainingOptions options = options(TargetTransform.DIFFERENCE, 4, 3);
    FittedModel fitted = new Trainer(options, listener).fit(SPLIT.trainingData(series));

    assertThat(summaries)
        .singleElement()
        .isEqualTo(
            new DataSummary(
                6, 1, fitted.fit().trainingWindows(), fitted.fit().validationWindows()));
    List<ForecasterScores> scores = TestPart.scores(options, SPLIT, series, fitted).forecasters();
    assertThat(scores.get(0).overall().mase()).isLessThan(scores.get(1).overall().mase());
  }

  @Test
  void fit_sameSeed_givesTheSameModel() {
    List<SeriesData> series = List.of(SyntheticSeries.sine(600, PERIOD, 10, 0.2, 1));
    Trainer trainer = new Trainer(options(TargetTransform.LOG_RETURN, 2, 3), TrainingListener.NONE);

    TrainedModel first = trainer.fit(SPLIT.trainingData(series)).model();
    TrainedModel second = trainer.fit(SPLIT.trainingData(series)).model();

    assertSameWeights(first.weights(), second.weights());
    assertThat(scores(second)).isDeepEqualTo(scores(first));
  }

  @Test
  void fit_futureDisturbed_learnsTheSame() {
    SeriesData series = SyntheticSeries.sine(1_000, PERIOD, 10, 0.2, 1);
    TrainingOptions options = options(TargetTransform.NONE, 1, 1);
    float[] disturbed = new float[series.length()];
    for (int row = 0; row < disturbed.length; row++) {
      disturbed[row] = series.target(row) * (row < 600 ? 1 : -50);
    }

    Trainer trainer = new Trainer(options, TrainingListener.NONE);
    TrainedModel model = trainer.fit(SPLIT.trainingData(List.of(series))).model();
    TrainedModel other =
        trainer.fit(SPLIT.trainingData(List.of(SyntheticSeries.of("other", disturbed)))).model();

    assertSameWeights(model.weights(), other.weights());
    assertThat(other.scaling()).isEqualTo(model.scaling());
    assertThat(Arrays.deepEquals(scores(other), scores(model))).isFalse();
  }

  @Test
  void fit_timeOver_validatesAndStops() {
    SteppingClock clock = new SteppingClock();
    List<Integer> batches = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void onBatch(int epoch, int epochs, int done, int all, double loss) {
            batches.add(done);
            clock.advance(Duration.ofSeconds(1));
          }
        };
    TrainingSchedule limited =
        new TrainingSchedule(50, 16, 1, 1e-3, 50, 1, Optional.of(Duration.ofSeconds(5)));

    FittedModel.FitSummary fit =
        new Trainer(options(TargetTransform.NONE, limited), listener, clock)
            .fit(SPLIT.trainingData(List.of(SyntheticSeries.sine(600, PERIOD, 10, 0.2, 1))))
            .fit();

    assertThat(batches).containsExactly(1, 2, 3, 4, 5);
    assertThat(fit.epochs()).singleElement().extracting(EpochResult::learningRate).isEqualTo(0.0);
    assertThat(fit.seconds()).isEqualTo(5);
  }

  @Test
  void fit_zeroUnderLogReturn_saysWhere() {
    SeriesData counted = SyntheticSeries.of("counter", SyntheticSeries.count(500));

    assertThatExceptionOfType(TrainingFailedException.class)
        .isThrownBy(
            () ->
                new Trainer(options(TargetTransform.LOG_RETURN, 1, 1), TrainingListener.NONE)
                    .fit(SPLIT.trainingData(List.of(counted))))
        .withMessage(
            "series counter, row 1 at 1970-01-01T00:00:00Z: 0.0 (expected: > 0 for the transform log-return; --transform none or difference take any value)");
  }

  @Test
  void fit_tooShort_saysHowManyRows() {
    assertThatExceptionOfType(DatasetTooShortException.class)
        .isThrownBy(
            () ->
                new Trainer(options(TargetTransform.NONE, 1, 1), TrainingListener.NONE)
                    .fit(SPLIT.trainingData(List.of(SyntheticSeries.sine(80, PERIOD, 1, 0, 1)))))
        .withMessageContaining("64 rows, 48 of them for training")
        .withMessageContaining("expected: >= 48 rows before the last 6 of the part");
  }

  private static List<ForecasterResult> results(TrainingOptions options, List<SeriesData> series) {
    FittedModel fitted =
        new Trainer(options, TrainingListener.NONE).fit(SPLIT.trainingData(series));
    return TestPart.scores(options, SPLIT, series, fitted).forecasters().stream()
        .map(ForecasterResult::of)
        .toList();
  }

  private static float[][][] scores(TrainedModel model) {
    return model.groups().rest().calibration().conformityScores();
  }

  private static void assertSameWeights(NetworkWeights first, NetworkWeights second) {
    for (String name : first.names()) {
      assertThat(second.get(name).values()).as(name).containsExactly(first.get(name).values());
    }
  }

  private static TrainingOptions options(TargetTransform transform, int epochs, int patience) {
    return options(
        transform, new TrainingSchedule(epochs, 32, 1, 3e-3, patience, 7, Optional.empty()));
  }

  private static TrainingOptions options(TargetTransform transform, TrainingSchedule schedule) {
    return new TrainingOptions(
        WINDOW,
        NETWORK,
        transform,
        Normalization.INSTANCE,
        QuantileLevels.of(0.05, 0.5, 0.95),
        PointForecast.MEDIAN,
        schedule,
        TrainingOptions.Blending.NONE,
        PERIOD);
  }
}
