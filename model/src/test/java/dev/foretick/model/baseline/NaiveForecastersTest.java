package dev.foretick.model.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.SlidingWindow;
import dev.foretick.common.window.Window;
import dev.foretick.common.window.WindowBatch;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.forecaster.QuantileForecasts;
import dev.foretick.model.scaling.Normalization;
import dev.foretick.model.scaling.TargetTransform;
import dev.foretick.model.scaling.WindowScaler;
import dev.foretick.model.scaling.WindowScaling;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NaiveForecastersTest {
  private static final WindowSpec SPEC = new WindowSpec(4, 3, 1);
  private static final QuantileLevels LEVELS = QuantileLevels.of(0.05, 0.5, 0.95);
  private static final float[][] RESIDUALS = {{-1, 0, 2}, {-2, 0, 3}, {-3, 0, 4}};

  @Test
  void forecast_naive_repeatsTheLastValueWithItsErrors() {
    QuantileForecasts forecasts =
        naive(TargetTransform.NONE, Normalization.LAST_VALUE, 10).forecast(twoWindows());

    assertThat(forecasts.quantiles(0, 1)).containsExactly(-6, 4, 24);
    assertThat(forecasts.quantiles(0, 3)).containsExactly(-26, 4, 44);
    assertThat(forecasts.median(1, 2)).isEqualTo(40);
  }

  @Test
  void forecast_naivePartialWindow_isAtLeastAsWideAsTheTrainingSplitSays() {
    NaiveForecaster naive = naive(TargetTransform.NONE, Normalization.INSTANCE, 10);
    SlidingWindow window = new SlidingWindow(SPEC);

    assertThatIllegalArgumentException().isThrownBy(() -> partial(naive, window));
    window.append(new float[] {7}, 1);
    assertThat(Arrays.copyOf(partial(naive, window), 3)).containsExactly(-3, 7, 27);
    window.append(new float[] {9}, 2);
    assertThat(Arrays.copyOf(partial(naive, window), 3)).containsExactly(-1, 9, 29);
    window.append(new float[] {59}, 3); // deviates by 24
    assertThat(partial(naive, window)[0]).isLessThan(59 - 2 * 10);
  }

  @Test
  void forecast_naiveFullWindow_isTheSameAlone() {
    NaiveForecaster naive = naive(TargetTransform.DIFFERENCE, Normalization.INSTANCE, 10);
    SlidingWindow window = new SlidingWindow(SPEC);
    for (int i = 1; i <= 9; i++) {
      window.append(new float[] {i * i}, i);
    }
    WindowBatch batch = new WindowBatch(SPEC, 1);
    batch.add(window);

    assertThat(Arrays.copyOfRange(partial(naive, window), 3, 6))
        .containsExactly(naive.forecast(batch).quantiles(0, 2));
  }

  @Test
  void forecast_naiveLogReturnOfNegativeValues_staysFiniteAndInOrder() {
    NaiveForecaster naive = naive(TargetTransform.LOG_RETURN, Normalization.INSTANCE, 0.1);
    SlidingWindow window = new SlidingWindow(SPEC);
    window.append(new float[] {5}, 1);
    window.append(new float[] {-5}, 2);

    float[] quantiles = Arrays.copyOf(partial(naive, window), 3);

    assertThat(quantiles[1]).isEqualTo(-5);
    assertThat(quantiles[0]).isFinite().isLessThan(-5);
    assertThat(quantiles[2]).isFinite().isGreaterThan(-5);
  }

  @Test
  void forecast_seasonal_repeatsTheLastSeason() {
    QuantileForecasts forecasts = seasonal(2).forecast(twoWindows());

    assertThat(forecasts.median(0, 1)).isEqualTo(3);
    assertThat(forecasts.median(0, 2)).isEqualTo(4);
    assertThat(forecasts.quantiles(0, 3)).containsExactly(0, 3, 7);
    assertThat(forecasts.median(1, 3)).isEqualTo(30);
  }

  @Test
  void new_seasonLongerThanTheWindow_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> seasonal(5))
        .withMessage("seasonality: 5 (expected: 1 to the input-size 4)");
  }

  private static WindowBatch twoWindows() {
    WindowBatch batch = new WindowBatch(SPEC, 2);
    batch.add(new Window(1, 0, new float[] {1, 2, 3, 4}));
    batch.add(new Window(1, 0, new float[] {10, 20, 30, 40}));
    return batch;
  }

  private static NaiveForecaster naive(
      TargetTransform transform, Normalization normalization, double scale) {
    return new NaiveForecaster(SPEC, LEVELS, scaling(transform, normalization, scale), RESIDUALS);
  }

  private static CalibratedBaseline seasonal(int period) {
    WindowScaling scaling = scaling(TargetTransform.NONE, Normalization.LAST_VALUE, 1);
    WindowScaler scaler = new WindowScaler(scaling, SPEC);
    PointBaseline baseline = PointBaselines.seasonalNaive(SPEC, scaler, period);
    return new CalibratedBaseline(baseline, SPEC, LEVELS, scaler, new float[][][] {RESIDUALS});
  }

  private static WindowScaling scaling(
      TargetTransform transform, Normalization normalization, double scale) {
    return new WindowScaling(
        transform, normalization, scale, 1e-3 * scale, new double[0], new double[0]);
  }

  private static float[] partial(NaiveForecaster naive, SlidingWindow window) {
    float[] quantiles = new float[naive.windowSpec().horizon() * naive.levels().count()];
    naive.forecast(window, quantiles, 0);
    return quantiles;
  }
}
