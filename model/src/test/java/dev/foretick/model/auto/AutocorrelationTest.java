package dev.foretick.model.auto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AutocorrelationTest {
  @Test
  void ofLags_aFewValues_isTheDefinition() {
    // About their mean -1, 1, -1, 1 on a line of slope 0.4: left are -0.4, 1.2, -1.2, 0.4.
    double[] correlations = Autocorrelation.ofLags(new double[] {1, 3, 1, 3}, 2);
    assertThat(correlations[0]).isEqualTo(1);
    assertThat(correlations[1]).isCloseTo((-0.48 - 1.44 - 0.48) / 3.2, within(1e-12));
    assertThat(correlations[2]).isCloseTo((0.48 + 0.48) / 3.2, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 5, 1e30})
  void constantSeries_resemblesNothing(double level) {
    double[] values = new double[500];
    Arrays.fill(values, level);
    assertThat(Autocorrelation.ofLags(values, 3)[1]).isBetween(-1.0, 1.0);
    assertThat(Autocorrelation.aboutMovingMean(values, 24, 24)).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 24})
  void aboutMovingMean_waveOnASteepLine_isThatOfTheWave(int period) {
    double[] values = new double[period * 40];
    for (int i = 0; i < values.length; i++) {
      values[i] = 1_000 + 3 * i + Math.sin(2 * Math.PI * i / period);
    }
    assertThat(Autocorrelation.aboutMovingMean(values, period, period)).isCloseTo(1, within(1e-3));
    assertThat(Autocorrelation.aboutMovingMean(values, period, period / 2)).isLessThan(-0.85);
  }

  @Test
  void aboutMovingMean_randomWalks_leavesNoCorrelation() {
    Random random = new Random(9);
    double sum = 0;
    for (int walk = 0; walk < 50; walk++) {
      double[] values = new double[2_000];
      for (int i = 1; i < values.length; i++) {
        values[i] = values[i - 1] + random.nextGaussian();
      }
      sum += Autocorrelation.aboutMovingMean(values, 24, 24);
    }
    assertThat(sum / 50).isBetween(-0.3, 0.05);
  }

  @Test
  void aboutMovingMean_fewerRowsThanAPeriod_isNone() {
    assertThat(Autocorrelation.aboutMovingMean(new double[] {1, 2, 3}, 24, 24)).isZero();
    assertThat(Autocorrelation.aboutMovingMean(new double[0], 3, 3)).isZero();
  }
}
