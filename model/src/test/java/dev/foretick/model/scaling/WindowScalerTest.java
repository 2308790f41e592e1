package dev.foretick.model.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.foretick.common.window.Window;
import dev.foretick.common.window.WindowBatch;
import dev.foretick.common.window.WindowSpec;
import java.nio.FloatBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WindowScalerTest {
  private static final WindowSpec ONE_CHANNEL = new WindowSpec(4, 1, 1);
  private static final double[] NONE = {};

  @Test
  void scale_lastValue_subtractsItAndDividesByTheTrainingScale() {
    ScaledWindows scaled =
        scaler(TargetTransform.NONE, Normalization.LAST_VALUE, 2).scale(batch(1, 5, 7, 3));

    assertThat(scaled.values()).containsExactly(-1, 1, 2, 0);
    assertThat(scaled.anchors()).containsExactly(3);
    assertThat(scaled.scales()).containsExactly(2);
  }

  @Test
  void scale_difference_startsWithZero() {
    ScaledWindows scaled =
        scaler(TargetTransform.DIFFERENCE, Normalization.LAST_VALUE, 2).scale(batch(1, 5, 7, 3));

    assertThat(scaled.values()).containsExactly(0, 2, 1, -2);
  }

  @Test
  void scale_logReturn_isTheLogarithmOfTheRatio() {
    ScaledWindows scaled =
        scaler(TargetTransform.LOG_RETURN, Normalization.LAST_VALUE, 0.5).scale(batch(1, 2, 4, 2));

    float two = (float) (Math.log(2) / 0.5);
    assertThat(scaled.values()).containsExactly(0, two, two, -two);
  }

  @Test
  void scale_log_isTheLogarithmicDistanceFromTheLastValue() {
    WindowScaler scaler = scaler(TargetTransform.LOG, Normalization.LAST_VALUE, 0.5);

    ScaledWindows scaled = scaler.scale(batch(1, 2, 4, 2));

    float two = (float) (Math.log(2) / 0.5);
    assertThat(scaled.values()).containsExactly(-two, 0, two, 0);
    assertThat(scaler.unscale(two, 2, 0.5)).isCloseTo(4, within(1e-5f));
    assertThat(scaler.distance(4, 2, 0.5)).isEqualTo(two);
  }

  @Test
  void scale_instance_dividesByTheWindowsOwnDeviation() {
    // Distances to the last value -2, 2, 2, 0: mean 0.5, mean square 3, variance 2.75.
    ScaledWindows scaled =
        scaler(TargetTransform.NONE, Normalization.INSTANCE, 100).scale(batch(1, 5, 5, 3));

    assertThat(scaled.scales()[0]).isCloseTo(Math.sqrt(2.75), within(1e-12));
    assertThat(scaled.values()[0]).isCloseTo((float) (-2 / Math.sqrt(2.75)), within(1e-6f));
  }

  @Test
  void scale_ewma_dividesByTheSizeOfTheLastChanges() {
    // Changes 4, 0 and -2, of which each counts 0.94 of the one after it.
    double expected = Math.sqrt((0.94 * 0.94 * 16 + 4) / (0.94 * 0.94 + 0.94 + 1));

    for (TargetTransform transform :
        new TargetTransform[] {TargetTransform.NONE, TargetTransform.DIFFERENCE}) {
      WindowScaler scaler = scaler(transform, Normalization.EWMA, 100);
      assertThat(scaler.scale(batch(1, 5, 5, 3)).scales()[0]).isCloseTo(expected, within(1e-6));
    }
    double growth = Math.log(2) * Math.sqrt((0.94 * 0.94 + 1) / (0.94 * 0.94 + 0.94 + 1));
    assertThat(
            scaler(TargetTransform.LOG, Normalization.EWMA, 100)
                .scale(batch(1, 2, 2, 4))
                .scales()[0])
        .isCloseTo(growth, within(1e-6));
  }

  @Test
  void scale_instanceThatStandsStill_usesTheFloor() {
    ScaledWindows scaled =
        scaler(TargetTransform.NONE, Normalization.INSTANCE, 100).scale(batch(3, 3, 3, 3));

    assertThat(scaled.scales()[0]).isCloseTo(0.1, within(1e-12));
    assertThat(scaled.values()).containsOnly(0);
  }

  @Test
  void scale_covariate_isStandardised() {
    WindowScaling scaling =
        new WindowScaling(
            TargetTransform.NONE,
            Normalization.LAST_VALUE,
            1,
            1,
            new double[] {10},
            new double[] {4});
    WindowSpec spec = new WindowSpec(2, 1, 2);
    WindowBatch batch = new WindowBatch(spec, 2);
    batch.add(new Window(2, 0, new float[] {1, 2, 10, 14}));
    batch.add(new Window(2, 0, new float[] {5, 5, 6, 10}));

    assertThat(new WindowScaler(scaling, spec).scale(batch).values())
        .containsExactly(-1, 0, 0, 1, 0, 0, -1, 0);
  }

  @ParameterizedTest
  @EnumSource(TargetTransform.class)
  void unscale_ofADistance_isTheValueAgain(TargetTransform transform) {
    Random random = new Random(4);
    WindowScaler scaler = scaler(transform, Normalization.INSTANCE, 0.01);
    for (int trial = 0; trial < 1_000; trial++) {
      float anchor = (float) Math.exp(random.nextGaussian());
      float value = (float) Math.exp(random.nextGaussian());
      double scale = Math.exp(random.nextGaussian());

      float distance = scaler.distance(value, anchor, scale);

      assertThat(scaler.unscale(distance, anchor, scale)).isCloseTo(value, within(1e-5f * value));
    }
  }

  @ParameterizedTest
  @EnumSource(TargetTransform.class)
  void scaleOf_fullWindow_isTheScaleOfTheBatch(TargetTransform transform) {
    WindowScaler scaler = scaler(transform, Normalization.INSTANCE, 0.01);
    float[] values = {3, 4, 2.5f, 6};

    assertThat(scaler.scaleOf(FloatBuffer.wrap(values)))
        .isEqualTo(scaler.scale(batch(values)).scales()[0]);
  }

  @Test
  void scaleOf_partialWindow_isAtLeastTheTrainingSplits() {
    WindowScaler scaler = scaler(TargetTransform.NONE, Normalization.INSTANCE, 0.5);

    assertThat(scaler.scaleOf(FloatBuffer.wrap(new float[] {99, 1, 3, 99}, 1, 2))).isEqualTo(1);
    assertThat(scaler.scaleOf(FloatBuffer.wrap(new float[] {1, 1.2f}))).isEqualTo(0.5);
    assertThat(scaler.scaleOf(FloatBuffer.wrap(new float[] {7}))).isEqualTo(0.5);
  }

  @Test
  void new_otherCountOfCovariates_isRefused() {
    WindowScaling scaling =
        new WindowScaling(TargetTransform.NONE, Normalization.INSTANCE, 1, 1, NONE, NONE);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WindowScaler(scaling, new WindowSpec(4, 1, 3)))
        .withMessageContaining("covariateMeans: 0 (expected: 2)");
  }

  private static WindowScaler scaler(
      TargetTransform transform, Normalization normalization, double targetScale) {
    return new WindowScaler(
        new WindowScaling(transform, normalization, targetScale, 1e-3 * targetScale, NONE, NONE),
        ONE_CHANNEL);
  }

  private static WindowBatch batch(float... values) {
    WindowBatch batch = new WindowBatch(ONE_CHANNEL, 1);
    batch.add(new Window(1, 0, values));
    return batch;
  }
}
