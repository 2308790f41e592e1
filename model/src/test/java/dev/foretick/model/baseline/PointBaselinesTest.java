package dev.foretick.model.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.Window;
import dev.foretick.common.window.WindowBatch;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.forecaster.QuantileForecasts;
import dev.foretick.model.linear.LinearMap;
import dev.foretick.model.scaling.Normalization;
import dev.foretick.model.scaling.TargetTransform;
import dev.foretick.model.scaling.WindowScaler;
import dev.foretick.model.scaling.WindowScaling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PointBaselinesTest {
  private static final WindowSpec SPEC = new WindowSpec(4, 3, 1);
  private static final QuantileLevels LEVELS = QuantileLevels.of(0.05, 0.5, 0.95);
  private static final double SCALE = 2;

  /** Always forecast as the second row of a batch. */
  private static final float[] DOUBLING = {1, 2, 4, 8};

  @ParameterizedTest
  @EnumSource(TargetTransform.class)
  void naive_anyTransform_repeatsTheLastValue(TargetTransform transform) {
    assertThat(medians(PointBaselines.naive(SPEC), transform)).containsExactly(8, 8, 8);
    assertThat(medians(PointBaselines.ewma(SPEC, scaler(transform)), transform))
        .containsExactly(8, 8, 8);
  }

  @ParameterizedTest
  @EnumSource(TargetTransform.class)
  void seasonalNaive_seasonShorterThanTheHorizon_goesRound(TargetTransform transform) {
    PointBaseline two = PointBaselines.seasonalNaive(SPEC, scaler(transform), 2);
    PointBaseline four = PointBaselines.seasonalNaive(SPEC, scaler(transform), 4);

    assertThat(medians(two, transform)).containsExactly(new float[] {4, 8, 4}, within(1e-5f));
    assertThat(medians(four, transform)).containsExactly(new float[] {1, 2, 4}, within(1e-5f));
  }

  @Test
  void drift_differences_goesOnByTheMeanStep() {
    // From 1 to 8 in three steps.
    for (TargetTransform transform :
        new TargetTransform[] {TargetTransform.NONE, TargetTransform.DIFFERENCE}) {
      assertThat(medians(PointBaselines.drift(SPEC, scaler(transform)), transform))
          .containsExactly(new float[] {8 + 7 / 3f, 8 + 14 / 3f, 15}, within(1e-5f));
    }
  }

  @Test
  void drift_logReturns_growsByTheMeanFactor() {
    TargetTransform transform = TargetTransform.LOG_RETURN;

    assertThat(medians(PointBaselines.drift(SPEC, scaler(transform)), transform))
        .containsExactly(new float[] {16, 32, 64}, within(1e-4f));
  }

  @ParameterizedTest
  @CsvSource({"NONE, -3.5, -3", "DIFFERENCE, 0, 0.5"})
  void ridge_mapsTheScaledWindow(TargetTransform transform, float first, float second) {
    // The first scaled value, the second, and a constant.
    LinearMap map =
        new LinearMap(
            4, 3, new float[] {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0}, new float[] {0, 0, 1});

    assertThat(medians(PointBaselines.ridge(SPEC, map), transform))
        .containsExactly(new float[] {8 + 2 * first, 8 + 2 * second, 10}, within(1e-5f));
  }

  @Test
  void ridge_logReturns_mapsGrowth() {
    LinearMap map =
        new LinearMap(4, 3, new float[] {0, 1, 0, 0, 0, 0, 0, -1, 0, 0, 0, 0}, new float[3]);

    assertThat(medians(PointBaselines.ridge(SPEC, map), TargetTransform.LOG_RETURN))
        .containsExactly(new float[] {16, 4, 8}, within(1e-5f));
  }

  @Test
  void ewma_changesOneTwoFour_weighsTheNewestMost() {
    double variance = (0.94 * 0.94 * 1 + 0.94 * 4 + 16) / (0.94 * 0.94 + 0.94 + 1);

    float[] quantiles = ewma(TargetTransform.NONE, DOUBLING);

    assertThat(quantiles[2] - 8).isCloseTo((float) Math.sqrt(variance), within(1e-5f));
    assertThat(8 - quantiles[0]).isCloseTo((float) Math.sqrt(variance), within(1e-5f));
  }

  @Test
  void ewma_logReturns_areWideInProportion() {
    float[] quantiles = ewma(TargetTransform.LOG_RETURN, DOUBLING);

    assertThat(quantiles[2]).isCloseTo(16, within(1e-4f));
    assertThat(ewma(TargetTransform.LOG_RETURN, 100, 200, 400, 800)[2])
        .isCloseTo(1600, within(1e-2f));
  }

  @ParameterizedTest
  @EnumSource(TargetTransform.class)
  void ewma_volatility_widensTheIntervalInProportion(TargetTransform transform) {
    float quiet = width(ewma(transform, 1000, 1001, 1000, 1001));
    float busy = width(ewma(transform, 1000, 1010, 1000, 1010));
    float calmed = width(ewma(transform, 1010, 1000, 1001, 1000));

    assertThat(busy / quiet).isBetween(9.5f, 10.5f);
    assertThat(calmed).isGreaterThan(quiet).isLessThan(busy);
  }

  @Test
  void ewma_windowThatStandsStill_hasAWidth() {
    assertThat(width(ewma(TargetTransform.NONE, 5, 5, 5, 5))).isPositive().isLessThan(0.01f);
  }

  private static float[] ewma(TargetTransform transform, float... window) {
    WindowScaler scaler = scaler(transform, 0.01);
    return forecast(PointBaselines.ewma(SPEC, scaler), scaler, window).quantiles(1, 1);
  }

  private static float width(float[] quantiles) {
    return quantiles[2] - quantiles[0];
  }

  private static float[] medians(PointBaseline baseline, TargetTransform transform) {
    QuantileForecasts forecasts = forecast(baseline, scaler(transform), DOUBLING);
    return new float[] {forecasts.median(1, 1), forecasts.median(1, 2), forecasts.median(1, 3)};
  }

  private static QuantileForecasts forecast(
      PointBaseline baseline, WindowScaler scaler, float[] window) {
    WindowBatch batch = new WindowBatch(SPEC, 2);
    batch.add(new Window(1, 0, new float[] {7, 5, 7, 5}));
    batch.add(new Window(1, 0, window));
    float[] errors = {-1, 0, 1};
    return new CalibratedBaseline(
            baseline, SPEC, LEVELS, scaler, new float[][][] {{errors, errors, errors}})
        .forecast(batch);
  }

  private static WindowScaler scaler(TargetTransform transform) {
    return scaler(transform, SCALE);
  }

  private static WindowScaler scaler(TargetTransform transform, double scale) {
    return new WindowScaler(
        new WindowScaling(
            transform, Normalization.LAST_VALUE, scale, scale, new double[0], new double[0]),
        SPEC);
  }
}
