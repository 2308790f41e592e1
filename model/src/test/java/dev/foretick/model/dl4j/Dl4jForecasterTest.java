package dev.foretick.model.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.foretick.common.series.PointForecast;
import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.Window;
import dev.foretick.common.window.WindowBatch;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.forecaster.QuantileForecasts;
import dev.foretick.model.interval.IntervalCalibration;
import dev.foretick.model.network.ConvBlock;
import dev.foretick.model.network.NetworkSpec;
import dev.foretick.model.network.NetworkWeights;
import dev.foretick.model.network.Tensor;
import dev.foretick.model.scaling.Normalization;
import dev.foretick.model.scaling.TargetTransform;
import dev.foretick.model.scaling.WindowScaling;
import dev.foretick.model.trained.SeriesGroups;
import dev.foretick.model.trained.TrainedModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class Dl4jForecasterTest {
  private static final WindowSpec WINDOW = new WindowSpec(16, 3, 1);
  private static final QuantileLevels LEVELS = QuantileLevels.of(0.05, 0.25, 0.5, 0.75, 0.95);
  private static final NetworkSpec NETWORK =
      new NetworkSpec(List.of(ConvBlock.patchEmbedding(4, 6)), List.of(5), 0.3, true);

  @ParameterizedTest
  @EnumSource(TargetTransform.class)
  void forecast_randomWeightsAndWindows_neverCrosses(TargetTransform transform) {
    Random random = new Random(5);
    WindowBatch batch = new WindowBatch(WINDOW, 200);
    for (int i = 0; i < 200; i++) {
      float[] values = new float[16];
      for (int t = 0; t < 16; t++) {
        values[t] = (float) Math.exp(random.nextGaussian() * (i % 4));
      }
      batch.add(new Window(1, 0, values));
    }
    float[][][] scores = new float[3][2][1];
    for (float[][] step : scores) {
      step[0][0] = (float) random.nextGaussian();
      step[1][0] = (float) random.nextGaussian();
    }

    try (Dl4jForecaster forecaster = forecaster(transform, random, scores)) {
      QuantileForecasts forecasts = forecaster.forecast(batch);
      for (int row = 0; row < 200; row++) {
        assertThat(forecasts.isFinite(row)).isTrue();
        for (int step = 1; step <= 3; step++) {
          for (int i = 1; i < 5; i++) {
            assertThat(forecasts.value(row, step, i))
                .isGreaterThanOrEqualTo(forecasts.value(row, step, i - 1));
          }
        }
      }
    }
  }

  @Test
  void forecast_calibrated_movesOutwardInRawUnits() {
    float[][][] none = new float[3][2][1];
    float[][][] one = {{{1}, {2}}, {{1}, {2}}, {{1}, {2}}};
    WindowBatch batch = new WindowBatch(WINDOW, 1);
    batch.add(new Window(1, 0, new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 8, 7, 6, 5, 4, 3, 2}));

    try (Dl4jForecaster plain = forecaster(TargetTransform.NONE, new Random(1), none);
        Dl4jForecaster calibrated = forecaster(TargetTransform.NONE, new Random(1), one)) {
      float[] before = plain.forecast(batch).quantiles(0, 2);
      float[] after = calibrated.forecast(batch).quantiles(0, 2);

      // The scale is 2.
      assertThat(after)
          .containsExactly(
              new float[] {before[0] - 4, before[1] - 2, before[2], before[3] + 2, before[4] + 4},
              within(1e-4f));
    }
  }

  @Test
  void forecast_noLogarithm_leavesTheOtherWindowsAlone() {
    WindowBatch batch = new WindowBatch(WINDOW, 2);
    batch.add(new Window(1, 0, new float[16]));
    batch.add(new Window(1, 0, new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 8, 7, 6, 5, 4, 3, 2}));

    try (Dl4jForecaster forecaster =
        forecaster(TargetTransform.LOG_RETURN, new Random(1), new float[3][2][1])) {
      QuantileForecasts forecasts = forecaster.forecast(batch);

      assertThat(forecasts.isFinite(0)).isFalse();
      assertThat(forecasts.isFinite(1)).isTrue();
    }
  }

  private static Dl4jForecaster forecaster(
      TargetTransform transform, Random random, float[][][] scores) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    NetworkWeights.shapes(NETWORK, WINDOW, LEVELS.count())
        .forEach((name, shape) -> tensors.put(name, gaussians(shape, random)));
    return new Dl4jForecaster(
        new TrainedModel(
            NETWORK.name(),
            WINDOW,
            NETWORK,
            NetworkWeights.of(NETWORK, WINDOW, LEVELS.count(), tensors),
            new WindowScaling(
                transform, Normalization.LAST_VALUE, 2, 2, new double[0], new double[0]),
            LEVELS,
            PointForecast.MEDIAN,
            SeriesGroups.of(new IntervalCalibration(scores, new float[3][1]))));
  }

  private static Tensor gaussians(int[] shape, Random random) {
    int length = 1;
    for (int dimension : shape) {
      length *= dimension;
    }
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) (0.3 * random.nextGaussian());
    }
    return new Tensor(shape, values);
  }
}
