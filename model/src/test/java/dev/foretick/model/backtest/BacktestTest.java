package dev.foretick.model.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.foretick.common.accuracy.Accuracy;
import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.baseline.CalibratedBaseline;
import dev.foretick.model.baseline.PointBaseline;
import dev.foretick.model.baseline.PointBaselines;
import dev.foretick.model.dataset.SeriesData;
import dev.foretick.model.dataset.SyntheticSeries;
import dev.foretick.model.dataset.WindowPosition;
import dev.foretick.model.interval.IntervalCalibration;
import dev.foretick.model.scaling.Normalization;
import dev.foretick.model.scaling.TargetTransform;
import dev.foretick.model.scaling.WindowScaler;
import dev.foretick.model.scaling.WindowScaling;
import dev.foretick.model.trained.SeriesGroups;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BacktestTest {
  private static final WindowSpec WINDOW = new WindowSpec(4, 2, 1);
  private static final QuantileLevels LEVELS = QuantileLevels.of(0.05, 0.5, 0.95);
  private static final int SEASON = 7;
  private static final float WIDTH = 1.5f;
  private static final List<SeriesData> SERIES =
      List.of(
          SyntheticSeries.sine(300, 11, 4, 1, 1),
          SyntheticSeries.sine(240, 5, 2, 1, 2),
          SyntheticSeries.of("still", new float[100]));

  /** More windows than a batch holds, and no multiple of it. */
  private static final RollingOrigin ORIGIN = new RollingOrigin(1, OptionalInt.of(130), 0.2, 0);

  private static final List<Fold> FOLDS = ORIGIN.folds(SERIES, WINDOW);

  @Test
  void run_everyWindow_isCountedOnce() {
    ForecasterScores model = run(FOLDS).forecasters().get(0);

    assertThat(FOLDS.get(0).positions()).hasSize(130 + 130 + 95);
    assertThat(model.overall().count()).isEqualTo(2 * 355);
    assertThat(model.bySteps()).extracting(Measures::count).containsExactly(355, 355);
    assertThat(model.bySeries()).extracting(Measures::count).containsExactly(260, 260, 190);
  }

  @Test
  void run_overallAndByStepAndBySeries_measuresAsAccuracyDoes() {
    ForecasterScores model = run(FOLDS).forecasters().get(0);

    assertMeasures(model.overall(), series -> true, step -> true);
    for (int i = 1; i <= 2; i++) {
      int step = i;
      assertMeasures(model.bySteps().get(i - 1), series -> true, other -> other == step);
    }
    for (int i = 0; i < 2; i++) {
      int series = i;
      assertMeasures(model.bySeries().get(i), other -> other == series, step -> true);
    }
    assertThat(model.overall().unscaled()).isEqualTo(190);
    assertThat(model.bySeries().get(2).mase()).isNaN();
  }

  @Test
  void run_contenders_areInOrderAndNamed() {
    List<ForecasterScores> scores = run(FOLDS).forecasters();

    assertThat(scores)
        .extracting(ForecasterScores::name)
        .containsExactly("stub", "naive", "drift", "stub (adaptive)");
    assertThat(scores)
        .extracting(ForecasterScores::naive)
        .containsExactly(false, true, true, false);
  }

  @Test
  void run_skill_refersToTheBestNaiveOfTheSameSteps() {
    List<ForecasterScores> scores = run(FOLDS).forecasters();
    for (int series = 0; series < 2; series++) {
      double best =
          Math.min(
              scores.get(1).bySeries().get(series).mae(),
              scores.get(2).bySeries().get(series).mae());
      Measures model = scores.get(0).bySeries().get(series);
      assertThat(model.skill()).isCloseTo(1 - model.mae() / best, within(1e-12));
    }
  }

  @Test
  void run_withRefit_givesEachTrainerItsPastAlone() {
    List<List<Integer>> lengths = new ArrayList<>();
    List<Fold> folds = new RollingOrigin(2, OptionalInt.of(5), 0.2, 2).folds(SERIES, WINDOW);

    Backtest.Outcome outcome =
        backtest()
            .run(
                folds,
                past -> {
                  lengths.add(past.stream().map(SeriesData::length).toList());
                  return contenders("stub", baselines());
                });

    assertThat(lengths)
        .containsExactly(List.of(290, 230, 90), List.of(294, 234, 94), List.of(298, 238, 98));
    assertThat(outcome.forecasters().get(0).overall().count()).isEqualTo(2 * 3 * 5);
    assertThat(outcome.trainingSeconds()).isEqualTo(3 * 1.5);
    assertThat(outcome.notes()).containsExactly("A note.");
  }

  @Test
  void run_modelBlendedInAnotherWayLater_staysTheSameContender() {
    List<Fold> folds = new RollingOrigin(2, OptionalInt.of(4), 0.2, 2).folds(SERIES, WINDOW);
    List<String> names = new ArrayList<>(List.of("stub", "stub+ridge"));

    Backtest.Outcome outcome =
        backtest().run(folds, past -> contenders(names.remove(0), baselines()));

    assertThat(outcome.forecasters())
        .extracting(ForecasterScores::name)
        .containsExactly("stub", "naive", "drift", "stub (adaptive)");
    assertThat(outcome.forecasters())
        .extracting(scores -> scores.overall().count())
        .containsOnly(2 * 3 * 4);
    assertThat(outcome.notes()).anyMatch(note -> note.contains("stub+ridge"));
  }

  @Test
  void run_otherBaselinesLater_isRefused() {
    List<Fold> folds = new RollingOrigin(2, OptionalInt.of(4), 0.2, 2).folds(SERIES, WINDOW);
    List<List<CalibratedBaseline>> baselines =
        new ArrayList<>(List.of(baselines(), baselines().subList(1, 2)));

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> backtest().run(folds, past -> contenders("stub", baselines.remove(0))))
        .withMessage("baselines: [drift] (expected: [naive, drift], as in the first fold)");
  }

  @Test
  void run_samples_showWhatCameAndWhen() {
    List<Sample> samples = run(FOLDS).samples();

    assertThat(samples).hasSize(8);
    Sample first = samples.get(0);
    SeriesData data = SERIES.get(0);
    int cutoff = FOLDS.get(0).positions().get((int) (0.5 * 355 / 8)).cutoff();
    assertThat(first.series()).isEqualTo(data.id().value());
    assertThat(first.past()).hasSize(48).endsWith(data.target(cutoff - 1));
    assertThat(first.actual()).containsExactly(data.target(cutoff), data.target(cutoff + 1));
    assertThat(first.naive()).hasSize(2);
    assertThat(first.quantiles().get(1).get(1)).isEqualTo(data.target(cutoff - 1) + 2);
  }

  @Test
  void run_ticksAtOneAndTheSameMoment_hasSamplesOfThatTime() {
    SeriesData burst =
        new SeriesData(SERIES.get(0).id(), new long[20], new float[][] {SyntheticSeries.count(20)});
    List<Fold> folds =
        new RollingOrigin(1, OptionalInt.of(3), 0.2, 0).folds(List.of(burst), WINDOW);

    Backtest.Outcome outcome =
        new Backtest(List.of(burst), WINDOW, LEVELS, 1, BacktestListener.NONE)
            .run(folds, past -> contenders("stub", baselines()));

    assertThat(outcome.samples()).hasSize(3);
    assertThat(outcome.samples().get(0).times()).containsExactly(Instant.EPOCH, Instant.EPOCH);
  }

  @Test
  void run_withoutWindows_saysWhatIsMissing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> run(List.of()))
        .withMessage(
            "test: no window (expected: series of at least input-size 4 + horizon 2 rows)");
  }

  private static Backtest backtest() {
    return new Backtest(SERIES, WINDOW, LEVELS, SEASON, BacktestListener.NONE);
  }

  private static Backtest.Outcome run(List<Fold> folds) {
    return backtest().run(folds, past -> contenders("stub", baselines()));
  }

  private static Contenders contenders(String name, List<CalibratedBaseline> baselines) {
    return new Contenders(
        new LastValueForecaster(name, WINDOW, LEVELS, WIDTH),
        baselines,
        SeriesGroups.of(new IntervalCalibration(new float[2][1][1], new float[2][1])),
        1.5,
        List.of("A note."));
  }

  private static List<CalibratedBaseline> baselines() {
    WindowScaler scaler =
        new WindowScaler(
            new WindowScaling(
                TargetTransform.NONE, Normalization.LAST_VALUE, 1, 1, new double[0], new double[0]),
            WINDOW);
    float[] errors = {-1, 0, 2};
    List<CalibratedBaseline> baselines = new ArrayList<>();
    for (PointBaseline point :
        List.of(PointBaselines.naive(WINDOW), PointBaselines.drift(WINDOW, scaler))) {
      baselines.add(
          new CalibratedBaseline(
              point, WINDOW, LEVELS, scaler, new float[][][] {{errors, errors}}));
    }
    return baselines;
  }

  /** Works the measures of the stub out again from their definitions. */
  private static void assertMeasures(Measures found, IntPredicate ofSeries, IntPredicate ofStep) {
    List<double[]> rows = new ArrayList<>();
    for (WindowPosition position : FOLDS.get(0).positions()) {
      SeriesData data = SERIES.get(position.series());
      for (int step = 1; step <= 2; step++) {
        if (ofSeries.test(position.series()) && ofStep.test(step)) {
          double forecast = data.target(position.cutoff() - 1) + step;
          rows.add(
              new double[] {
                data.target(position.cutoff() + step - 1),
                forecast,
                seasonalError(position.series())
              });
        }
      }
    }
    double[] actual = column(rows, 0);
    double[] forecast = column(rows, 1);
    double[] lower = Arrays.stream(forecast).map(value -> value - WIDTH).toArray();
    double[] upper = Arrays.stream(forecast).map(value -> value + WIDTH).toArray();
    IntStream all = IntStream.range(0, actual.length);
    double pinball =
        all.mapToDouble(
                i ->
                    Accuracy.pinball(0.05, actual[i], lower[i])
                        + Accuracy.pinball(0.5, actual[i], forecast[i])
                        + Accuracy.pinball(0.95, actual[i], upper[i]))
            .average()
            .orElseThrow();

    assertThat(found.count()).isEqualTo(actual.length);
    assertThat(found.mae()).isCloseTo(Accuracy.mae(actual, forecast), within(1e-6));
    assertThat(found.rmse()).isCloseTo(Accuracy.rmse(actual, forecast), within(1e-6));
    assertThat(found.smape()).isCloseTo(Accuracy.smape(actual, forecast), within(1e-4));
    assertThat(found.coverage()).isEqualTo(Accuracy.coverage(actual, lower, upper));
    assertThat(found.pinball()).isCloseTo(pinball / 3, within(1e-6));
    assertThat(found.winkler())
        .isCloseTo(winklers(actual, lower, upper).average().orElseThrow(), within(1e-5));
    assertThat(found.mase())
        .isCloseTo(scaledMean(rows, i -> Math.abs(actual[i] - forecast[i])), within(1e-6));
    double[] winklers = winklers(actual, lower, upper).toArray();
    assertThat(found.msis()).isCloseTo(scaledMean(rows, i -> winklers[i]), within(1e-5));
  }

  private static DoubleStream winklers(double[] actual, double[] lower, double[] upper) {
    return IntStream.range(0, actual.length)
        .mapToDouble(i -> Accuracy.winkler(0.1, actual[i], lower[i], upper[i]));
  }

  /** Over the rows of series that have a scale. */
  private static double scaledMean(List<double[]> rows, IntToDoubleFunction of) {
    return IntStream.range(0, rows.size())
        .filter(i -> rows.get(i)[2] > 0)
        .mapToDouble(i -> of.applyAsDouble(i) / rows.get(i)[2])
        .average()
        .orElseThrow();
  }

  /** Of the rows before the first cutoff. */
  private static double seasonalError(int series) {
    SeriesData data = SERIES.get(series);
    int end = FOLDS.get(0).trainingEnds().get(series);
    return Accuracy.seasonalError(
        IntStream.range(0, end).mapToDouble(data::target).toArray(), SEASON);
  }

  private static double[] column(List<double[]> rows, int column) {
    return rows.stream().mapToDouble(row -> row[column]).toArray();
  }
}
