package dev.foretick.model.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.foretick.common.series.PointForecast;
import dev.foretick.common.series.QuantileLevels;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class PinballLossTest {
  private static final int HORIZON = 4;

  @Test
  void total_oneStepMedianOnly_isHalfTheAbsoluteError() {
    PinballLoss loss = new PinballLoss(1, QuantileLevels.of(0.5), PointForecast.MEDIAN);

    assertThat(loss.total(new float[] {3, -1}, new float[] {1, 0})).isEqualTo(0.5 * 2 + 0.5 * 1);
  }

  @Test
  void total_workedByHand() {
    PinballLoss loss = new PinballLoss(1, QuantileLevels.of(0.1, 0.5, 0.9), PointForecast.MEDIAN);
    float gap = (float) Math.log(Math.expm1(2));

    // Quantiles -1, 1, 3 and the actual 2: 0.1 * 3, three times 0.5 * 1, and 0.1 * 1.
    assertThat(loss.total(new float[] {2}, new float[] {1, gap, gap}))
        .isCloseTo((0.3 + 3 * 0.5 + 0.1) / 5, within(1e-6));
  }

  @Test
  void total_ofMeans_isSquaredAndGrowsEvenlyFarOff() {
    PinballLoss loss = new PinballLoss(1, QuantileLevels.of(0.5), PointForecast.MEAN);

    assertThat(loss.total(new float[] {3}, new float[] {1})).isEqualTo(2);
    assertThat(loss.total(new float[] {11}, new float[] {1})).isEqualTo(5 * 7.5);
    assertThat(loss.gradient(new float[] {11}, new float[] {1})).containsExactly(-5);
  }

  /** The middle learns by its own loss alone, so the others' are taken from where it is. */
  @ParameterizedTest
  @CsvSource({"1, MEDIAN", "2, MEDIAN", "3, MEAN", "4, MEAN", "5, MEDIAN"})
  void gradient_random_equalsFiniteDifferences(long seed, PointForecast point) {
    QuantileLevels levels = QuantileLevels.of(0.05, 0.25, 0.5, 0.75, 0.95);
    PinballLoss loss = new PinballLoss(HORIZON, levels, point);
    Random random = new Random(seed);
    float[] targets = gaussians(random, HORIZON);
    float[] output = gaussians(random, HORIZON * levels.count());
    double[] starts = doubles(output);

    float[] gradient = loss.gradient(targets, output);

    for (int i = 0; i < output.length; i++) {
      double[] up = doubles(output);
      double[] down = doubles(output);
      up[i] += 1e-6;
      down[i] -= 1e-6;
      double slope =
          (PinballDefinition.loss(targets, 0, up, starts, levels, point)
                  - PinballDefinition.loss(targets, 0, down, starts, levels, point))
              / 2e-6;
      assertThat((double) gradient[i]).as("output %d", i).isCloseTo(slope, within(1e-5));
    }
    assertThat(loss.total(targets, output))
        .isCloseTo(
            PinballDefinition.loss(targets, 0, doubles(output), levels, point), within(1e-6));
  }

  @Test
  void computeScore_columnMajorArrays_readsThemAsRows() {
    PinballLoss loss = new PinballLoss(HORIZON, QuantileLevels.of(0.5), PointForecast.MEDIAN);
    Random random = new Random(1);
    INDArray labels = Nd4j.create(gaussians(random, 3 * HORIZON), new long[] {3, HORIZON}, 'c');
    INDArray output = Nd4j.create(gaussians(random, 3 * HORIZON), new long[] {3, HORIZON}, 'c');
    ActivationIdentity identity = new ActivationIdentity();

    assertThat(loss.computeScore(labels.dup('f'), output.dup('f'), identity, null, true))
        .isEqualTo(loss.computeScore(labels, output, identity, null, false) / 3);
    assertThat(loss.computeScoreArray(labels, output, identity, null).sumNumber().doubleValue())
        .isCloseTo(loss.computeScore(labels, output, identity, null, false), within(1e-5));
  }

  private static float[] gaussians(Random random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    Arrays.setAll(doubles, i -> values[i]);
    return doubles;
  }
}
