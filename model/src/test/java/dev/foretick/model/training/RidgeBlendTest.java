package dev.foretick.model.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.foretick.common.series.PointForecast;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.dataset.SeriesData;
import dev.foretick.model.dataset.SyntheticSeries;
import dev.foretick.model.dl4j.Dl4jNetwork;
import dev.foretick.model.linear.LinearMap;
import dev.foretick.model.network.ConvBlock;
import dev.foretick.model.network.NetworkSpec;
import dev.foretick.model.network.NetworkWeights;
import dev.foretick.model.network.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RidgeBlendTest {
  private static final WindowSpec WINDOW = new WindowSpec(12, 3, 2);
  private static final int QUANTILES = 3;
  private static final int ROWS = 20;

  @ParameterizedTest
  @CsvSource({"true, 0.25", "true, 1", "false, 0.25", "false, 0.75", "false, 1"})
  void fold_anyShare_movesTheMediansAndNothingElse(boolean highway, float share) {
    Random random = new Random(3);
    NetworkSpec spec =
        new NetworkSpec(List.of(ConvBlock.patchEmbedding(4, 5)), List.of(4), 0, highway);
    NetworkWeights weights = weights(spec, random);
    LinearMap ridge = new LinearMap(24, 3, gaussians(72, random), gaussians(3, random));
    float[] windows = gaussians(ROWS * 24, random);

    float[] network = output(spec, weights, windows);
    float[] folded =
        output(
            RidgeBlend.withHighway(spec),
            RidgeBlend.fold(weights, spec, WINDOW, QUANTILES, ridge, share),
            windows);

    int length = WINDOW.horizon() * QUANTILES;
    float[] line = new float[WINDOW.horizon()];
    for (int row = 0; row < ROWS; row++) {
      ridge.apply(windows, row * 24, line, 0);
      for (int i = 0; i < length; i++) {
        float before = network[row * length + i];
        float expected = i < line.length ? (1 - share) * before + share * line[i] : before;
        assertThat(folded[row * length + i]).isCloseTo(expected, within(1e-4f));
      }
    }
  }

  @Test
  void share_ofErrorsThatCancelOut_isHalf() {
    ValidationSet validation = validation();
    float[] targets = validation.targets();

    assertThat(RidgeBlend.share(validation, plus(targets, 1), plus(targets, -1))).isEqualTo(0.5f);
    assertThat(RidgeBlend.share(validation, plus(targets, 1), plus(targets, -3))).isEqualTo(0.25f);
  }

  @Test
  void share_ofWhatIsPerfectAlone_isAllOrNothing() {
    ValidationSet validation = validation();
    float[] targets = validation.targets();

    assertThat(RidgeBlend.share(validation, plus(targets, 1), targets)).isEqualTo(1);
    assertThat(RidgeBlend.share(validation, targets, plus(targets, 1))).isZero();
  }

  @Test
  void fit_networkThatLearntNothing_leavesTheWholeToTheRidge() {
    FittedModel fitted = fit(TrainingOptions.Blending.RIDGE, 1e-9);

    assertThat(fitted.model().name()).isEqualTo("cnn-lstm+ridge");
    assertThat(fitted.model().network().highway()).isTrue();
    assertThat(fitted.notes()).anyMatch(note -> note.contains("ridge has a share of 100 %"));
  }

  @Test
  void fit_networkThatLearntAsMuch_isCalledBoth() {
    FittedModel fitted = fit(TrainingOptions.Blending.RIDGE, 0.01);

    assertThat(fitted.model().name()).isEqualTo("cnn-lstm+ridge");
  }

  @Test
  void fit_withoutBlending_leavesTheNetworkAlone() {
    FittedModel fitted = fit(TrainingOptions.Blending.NONE, 1e-9);

    assertThat(fitted.model().name()).isEqualTo("cnn-lstm");
    assertThat(fitted.notes()).isEmpty();
  }

  private static FittedModel fit(TrainingOptions.Blending blending, double learningRate) {
    TrainingOptions options = Validations.options(blending);
    TrainingSchedule schedule =
        new TrainingSchedule(8, 32, 1, learningRate, 8, 3, options.schedule().timeLimit());
    TrainingOptions changed =
        new TrainingOptions(
            options.window(),
            options.network(),
            options.transform(),
            options.normalization(),
            options.levels(),
            options.point(),
            schedule,
            blending,
            options.seasonality());
    List<SeriesData> series = List.of(SyntheticSeries.sine(600, Validations.PERIOD, 10, 0.3, 1));
    return new Trainer(changed, TrainingListener.NONE).fit(Validations.data(series));
  }

  private static ValidationSet validation() {
    return Validations.of(
        Validations.options(TrainingOptions.Blending.RIDGE),
        List.of(SyntheticSeries.sine(200, Validations.PERIOD, 10, 0.3, 1)));
  }

  private static float[] output(NetworkSpec spec, NetworkWeights weights, float[] windows) {
    try (Dl4jNetwork network =
        new Dl4jNetwork(WINDOW, spec, Validations.LEVELS, PointForecast.MEDIAN, 1)) {
      network.restore(weights);
      return network.output(windows, ROWS);
    }
  }

  private static NetworkWeights weights(NetworkSpec spec, Random random) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    NetworkWeights.shapes(spec, WINDOW, QUANTILES)
        .forEach(
            (name, shape) -> {
              int length = 1;
              for (int dimension : shape) {
                length *= dimension;
              }
              tensors.put(name, new Tensor(shape, gaussians(length, random)));
            });
    return NetworkWeights.of(spec, WINDOW, QUANTILES, tensors);
  }

  private static float[] gaussians(int count, Random random) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (0.3 * random.nextGaussian());
    }
    return values;
  }

  private static float[] plus(float[] values, float amount) {
    float[] moved = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      moved[i] = values[i] + amount;
    }
    return moved;
  }
}
