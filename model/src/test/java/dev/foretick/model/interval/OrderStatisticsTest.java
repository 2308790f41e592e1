package dev.foretick.model.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderStatisticsTest {
  /** Of 9 999 numbers 1, 2, … the quantile of level p is 10 000 p: rank p (n + 1). */
  @ParameterizedTest
  @ValueSource(doubles = {0.005, 0.05, 0.5, 0.9, 0.95, 0.99, 0.995})
  void interpolated_ofThinnedSample_isThatOfTheWhole(double level) {
    float[] whole = new float[9_999];
    for (int i = 0; i < whole.length; i++) {
      whole[i] = i + 1;
    }
    float[] thinned = OrderStatistics.thinned(whole);

    assertThat(OrderStatistics.interpolated(whole, level))
        .isCloseTo((float) (10_000 * level), within(0.01f));
    assertThat(OrderStatistics.interpolated(thinned, level))
        .isCloseTo((float) (10_000 * level), within(0.01f));
  }

  @Test
  void interpolated_beyondTheSample_isItsEnd() {
    float[] sample = {1, 2, 3};
    assertThat(OrderStatistics.interpolated(sample, 0.01)).isEqualTo(1);
    assertThat(OrderStatistics.interpolated(sample, 0.99)).isEqualTo(3);
    // Rank 0.5 * (3 + 1) = 2.
    assertThat(OrderStatistics.interpolated(sample, 0.5)).isEqualTo(2);
  }
}
