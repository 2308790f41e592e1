package dev.foretick.model.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.foretick.common.series.QuantileLevels;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuantileAssemblyTest {
  private static final QuantileLevels FIVE = QuantileLevels.of(0.05, 0.25, 0.5, 0.75, 0.95);

  /** Before softplus, what makes a gap of 1. */
  private static final float ONE = (float) Math.log(Math.expm1(1));

  @Test
  void assemble_gapsOfOne_countsOutwardFromTheMedian() {
    float two = (float) Math.log(Math.expm1(2));
    float[] output = {10, 20, ONE, two, ONE, ONE, two, two, two, two};
    float[] quantiles = new float[10];

    new QuantileAssembly(2, FIVE).assemble(output, 0, quantiles, 0);

    float[] expected = {7, 9, 10, 11, 12, 16, 18, 20, 22, 24};
    assertThat(quantiles).containsExactly(expected, within(1e-5f));
  }

  @Test
  void calibrate_outwardAndInward_staysInOrder() {
    float[] quantiles = {1, 2, 3, 4, 5};
    float[][] offsets = {{-1, 4, 0, -4, 1}};

    new QuantileAssembly(1, FIVE).calibrate(quantiles, 0, offsets);

    // The inner interval would turn inside out and ends on the median; the outer one widens.
    assertThat(quantiles).containsExactly(0, 3, 3, 3, 6);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void assemble_randomOutputAndOffsets_neverDescends(long seed) {
    Random random = new Random(seed);
    QuantileAssembly assembly = new QuantileAssembly(3, FIVE);
    for (int trial = 0; trial < 2_000; trial++) {
      float[] output = new float[assembly.length()];
      for (int i = 0; i < output.length; i++) {
        output[i] = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(6)));
      }
      float[][] offsets = new float[3][5];
      for (int i = 0; i < 15; i++) {
        offsets[i / 5][i % 5] = i % 5 == 2 ? 0 : (float) (10 * random.nextGaussian());
      }
      float[] quantiles = new float[output.length];

      assembly.assemble(output, 0, quantiles, 0);
      assertAscending(quantiles);
      assembly.calibrate(quantiles, 0, offsets);
      assertAscending(quantiles);
      assertThat(quantiles[2]).as("median").isEqualTo(output[0]);
    }
  }

  private static void assertAscending(float[] quantiles) {
    for (int i = 0; i < quantiles.length; i++) {
      assertThat(quantiles[i]).isFinite();
      if (i % 5 > 0) {
        assertThat(quantiles[i]).isGreaterThanOrEqualTo(quantiles[i - 1]);
      }
    }
  }
}
