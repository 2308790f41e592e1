package dev.foretick.model.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.foretick.common.series.PointForecast;
import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.WindowBatch;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.dataset.SeriesData;
import dev.foretick.model.dataset.SyntheticSeries;
import dev.foretick.model.dataset.TrainingData;
import dev.foretick.model.dataset.WindowCutter;
import dev.foretick.model.dataset.WindowPosition;
import dev.foretick.model.network.ConvBlock;
import dev.foretick.model.network.NetworkSpec;
import dev.foretick.model.scaling.Normalization;
import dev.foretick.model.scaling.ScalingFit;
import dev.foretick.model.scaling.TargetTransform;
import dev.foretick.model.testing.TestPart;
import dev.foretick.model.trained.TrainedModel;
import dev.foretick.model.training.FittedModel;
import dev.foretick.model.training.Trainer;
import dev.foretick.model.training.TrainingListener;
import dev.foretick.model.training.TrainingOptions;
import dev.foretick.model.training.TrainingSchedule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LeakAuditTest {
  private static final WindowSpec WINDOW = new WindowSpec(16, 3, 1);
  private static final QuantileLevels LEVELS = QuantileLevels.centralInterval(90);
  private static final int SEASON = 8;
  private static final double VALIDATION = 0.4;
  private static final List<SeriesData> SERIES =
      List.of(
          SyntheticSeries.sine(340, SEASON, 10, 0.3, 1),
          SyntheticSeries.sine(320, 13, 1_000, 5, 2));
  private static final RollingOrigin ORIGIN = new RollingOrigin(2, OptionalInt.of(20), 0.2, 10);
  private static final List<Fold> FOLDS = ORIGIN.folds(SERIES, WINDOW);

  /** Makes a fold's model from whole histories and the rows where its training has to end. */
  private interface Training {
    FittedModel fit(List<SeriesData> histories, Fold fold);
  }

  @Test
  void check_backtestThatTrainsAnewInBetween_passes() {
    for (Fold fold : FOLDS) {
      assertThatCode(() -> audit(fold, (all, each) -> fit(2, past(all, each))))
          .doesNotThrowAnyException();
    }
  }

  @Test
  void check_scalingOfAllRows_isCaught() {
    assertLeak(
        (all, fold) -> {
          FittedModel honest = fit(1, past(all, fold));
          TrainedModel model = honest.model();
          WindowBatch windows = new WindowBatch(WINDOW, 400);
          ScalingFit scaling =
              new ScalingFit(model.scaling().transform(), model.scaling().normalization(), WINDOW);
          for (int i = 0; i < all.size(); i++) {
            int series = i;
            new WindowCutter(all, WINDOW)
                .cut(
                    IntStream.rangeClosed(WINDOW.inputSize(), all.get(i).length())
                        .mapToObj(row -> new WindowPosition(series, row))
                        .toList(),
                    windows);
            scaling.add(windows);
          }
          return new FittedModel(
              new TrainedModel(
                  model.name(),
                  model.window(),
                  model.network(),
                  model.weights(),
                  scaling.scaling(),
                  model.levels(),
                  model.point(),
                  model.groups()),
              honest.baselines(),
              honest.fit(),
              honest.notes());
        });
  }

  @Test
  void check_validationThatReachesIntoTheTest_isCaught() {
    assertLeak(
        (all, fold) ->
            fit(
                1,
                IntStream.range(0, all.size())
                    .mapToObj(i -> all.get(i).until(fold.trainingEnds().get(i) + WINDOW.horizon()))
                    .toList()));
  }

  @Test
  void check_epochThatTheTestChose_isCaught() {
    assertLeak(
        (all, fold) -> {
          List<FittedModel> candidates = new ArrayList<>();
          for (int epochs = 1; epochs <= 2; epochs++) {
            candidates.add(fit(epochs, TrainingOptions.Blending.NONE, past(all, fold)));
          }
          return candidates.stream()
              .min(Comparator.comparingDouble(candidate -> testError(all, fold, candidate)))
              .orElseThrow();
        });
  }

  @Test
  void check_windowsCutOneRowTooLate_isCaught() {
    assertThatExceptionOfType(LeakException.class)
        .isThrownBy(() -> LeakAudit.check(SERIES, List.of(200, 200), lastValue(row -> row + 1)))
        .withMessageStartingWith("forecast of last-value for series 0 at row 200 turns from ")
        .withMessageContaining("expected: no difference");
  }

  @Test
  void check_windowsCutInTime_countsThoseUpToTheCutoff() {
    // Rows 190 to 200.
    assertThat(LeakAudit.check(SERIES, List.of(200, 200), lastValue(UnaryOperator.identity())))
        .isEqualTo(11);
  }

  @Test
  void check_forecastThatOnlyOneFutureHas_isCaught() {
    float last = SERIES.get(1).target(319);
    LeakAudit.Pipeline choosy =
        (histories, listener) -> {
          if (histories.get(1).target(319) == last) {
            lastValue(UnaryOperator.identity()).run(histories, listener);
          }
        };
    assertThatExceptionOfType(LeakException.class)
        .isThrownBy(() -> LeakAudit.check(SERIES, List.of(200, 200), choosy))
        .withMessageContaining("is missing");
  }

  @Test
  void check_withoutWindowsBeforeTheCutoffs_provesNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> LeakAudit.check(SERIES, List.of(0, 0), lastValue(UnaryOperator.identity())))
        .withMessageContaining("none at or before the cutoffs [0, 0]");
  }

  @Test
  void otherFuture_ofPositiveValues_isPositiveAndOfAnotherScale() {
    SeriesData above = OtherFuture.ABOVE.of(SERIES, List.of(200, 320)).get(0);
    SeriesData below = OtherFuture.BELOW.of(SERIES, List.of(200, 320)).get(0);
    for (int row = 0; row < 340; row++) {
      float value = SERIES.get(0).target(row);
      if (row < 200) {
        assertThat(above.target(row)).isEqualTo(value);
        assertThat(below.target(row)).isEqualTo(value);
      } else {
        assertThat(above.target(row)).isGreaterThan(100 * value);
        assertThat(below.target(row)).isPositive().isLessThan(value / 100);
      }
    }
  }

  @Test
  void otherFuture_ofValuesOfBothSigns_goesBothWays() {
    List<SeriesData> walk = List.of(SyntheticSeries.of("a", new float[] {-1, 2, -3, 4, 5}));

    assertThat(OtherFuture.ABOVE.of(walk, List.of(3)).get(0).target(4)).isGreaterThan(1_000);
    assertThat(OtherFuture.BELOW.of(walk, List.of(3)).get(0).target(4)).isLessThan(-1_000);
  }

  private static void assertLeak(Training planted) {
    assertThatExceptionOfType(LeakException.class)
        .isThrownBy(() -> audit(FOLDS.get(0), planted))
        .withMessageMatching("forecast of .* for series 0 at row \\d+ .*");
  }

  /** Changes everything from the first window of a fold on. */
  private static void audit(Fold from, Training training) {
    LeakAudit.check(
        SERIES,
        from.trainingEnds(),
        (histories, listener) -> {
          List<Fold> folds = new ArrayList<>(ORIGIN.folds(histories, WINDOW));
          new Backtest(histories, WINDOW, LEVELS, SEASON, listener)
              .run(folds, past -> TestPart.contenders(training.fit(histories, next(folds, past))));
        });
  }

  private static Fold next(List<Fold> folds, List<SeriesData> past) {
    return folds.stream()
        .filter(fold -> fold.trainingEnds().get(0) == past.get(0).length())
        .findFirst()
        .orElseThrow();
  }

  private static List<SeriesData> past(List<SeriesData> all, Fold fold) {
    return fold.past(all);
  }

  /** Everything that training has: ridge, groups, blends, calibration. */
  private static FittedModel fit(int epochs, List<SeriesData> past) {
    return fit(epochs, TrainingOptions.Blending.RIDGE, past);
  }

  private static FittedModel fit(
      int epochs, TrainingOptions.Blending blending, List<SeriesData> past) {
    TrainingOptions options =
        new TrainingOptions(
            WINDOW,
            new NetworkSpec(List.of(ConvBlock.patchEmbedding(4, 4)), List.of(4), 0.1, true),
            TargetTransform.NONE,
            Normalization.LAST_VALUE,
            LEVELS,
            PointForecast.MEDIAN,
            new TrainingSchedule(epochs, 64, 1, 5e-3, 9, 5, Optional.empty()),
            blending,
            SEASON);
    FittedModel fitted =
        new Trainer(options, TrainingListener.NONE).fit(TrainingData.withShare(past, VALIDATION));
    assertThat(fitted.model().groups().count()).isEqualTo(3);
    return fitted;
  }

  /** Of the first window of each series. */
  private static double testError(List<SeriesData> all, Fold fold, FittedModel candidate) {
    List<WindowPosition> first =
        fold.positions().stream()
            .filter(position -> position.cutoff() == fold.trainingEnds().get(position.series()))
            .toList();
    return new Backtest(all, WINDOW, LEVELS, SEASON, BacktestListener.NONE)
        .run(List.of(new Fold(first, fold.trainingEnds())), past -> TestPart.contenders(candidate))
        .forecasters()
        .get(0)
        .overall()
        .mae();
  }

  /** Forecasts windows around the cutoff, after moving where they are cut. */
  private static LeakAudit.Pipeline lastValue(UnaryOperator<Integer> cut) {
    return (histories, listener) -> {
      List<WindowPosition> positions =
          IntStream.range(190, 210).mapToObj(row -> new WindowPosition(0, row)).toList();
      WindowBatch batch = new WindowBatch(WINDOW, positions.size());
      new WindowCutter(histories, WINDOW)
          .cut(
              positions.stream()
                  .map(position -> new WindowPosition(0, cut.apply(position.cutoff())))
                  .toList(),
              batch);
      listener.onForecasts(
          "last-value",
          positions,
          new LastValueForecaster("last-value", WINDOW, LEVELS, 1).forecast(batch));
    };
  }
}
