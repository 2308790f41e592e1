package dev.foretick.model.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ArrayMathTest {
  @Test
  void tanh_anyNumber_isWithinAMillionth() {
    for (double x = -12; x < 12; x += 1e-4) {
      assertThat((double) ArrayMath.tanh((float) x)).isCloseTo(Math.tanh((float) x), within(5e-7));
    }
    assertThat(ArrayMath.tanh(Float.NEGATIVE_INFINITY)).isCloseTo(-1, within(5e-7f));
    assertThat(ArrayMath.tanh(Float.MAX_VALUE)).isCloseTo(1, within(5e-7f)).isLessThanOrEqualTo(1);
  }

  @Test
  void tanh_notANumber_staysOne() {
    assertThat(ArrayMath.tanh(Float.NaN)).isNaN();
  }

  @Test
  void addAndSigmoid_anyNumber_isWithinAMillionth() {
    for (double x = -20; x < 20; x += 1e-2) {
      float[] values = {(float) x - 1};
      ArrayMath.addAndSigmoid(values, new float[] {1}, 1);
      assertThat((double) values[0]).isCloseTo(1 / (1 + Math.exp(-x)), within(1e-6));
    }
  }

  @Test
  void reluSlope_isOneForPositiveAndZeroForZero() {
    float[] slopes = {3, 3, 3};
    ArrayMath.reluSlope(slopes, new float[] {0, 1e-30f, 1e30f}, 3);
    assertThat(slopes).containsExactly(0, 3, 3);
  }
}
