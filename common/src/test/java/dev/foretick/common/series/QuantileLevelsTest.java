package dev.foretick.common.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class QuantileLevelsTest {
  static Stream<double[]> unusableLevels() {
    return Stream.of(
        new double[] {},
        new double[] {0.4},
        new double[] {0.1, 0.9},
        new double[] {0.1, 0.5, 0.8},
        new double[] {0.9, 0.5, 0.1},
        new double[] {0, 0.5, 1},
        new double[] {-0.1, 0.5, 1.1},
        new double[] {0.1, 0.1, 0.5, 0.9, 0.9},
        new double[] {0.1, 0.6, 0.9},
        new double[] {Double.NaN, 0.5, Double.NaN},
        new double[] {0.1, Double.NaN, 0.9});
  }

  @ParameterizedTest
  @MethodSource("unusableLevels")
  void of_unusableLevels_isRefused(double[] levels) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QuantileLevels.of(levels))
        .withMessageEndingWith(
            "(expected: ascending within 0 and 1, symmetric about 0.5, with 0.5)");
  }

  @Test
  void of_usableLevels_keepsACopy() {
    double[] given = {0.05, 0.5, 0.95};
    QuantileLevels levels = QuantileLevels.of(given);
    given[0] = 0.2;
    levels.toArray()[1] = 0.2;

    assertThat(levels.toArray()).containsExactly(0.05, 0.5, 0.95);
    assertThat(levels.count()).isEqualTo(3);
    assertThat(levels.medianIndex()).isEqualTo(1);
    assertThat(levels.intervalPercent()).isEqualTo(90);
    assertThat(levels).isEqualTo(QuantileLevels.of(0.05, 0.5, 0.95)).hasToString("0.05, 0.5, 0.95");
  }

  @ParameterizedTest
  @CsvSource({"90, 0.05, 0.95", "80, 0.1, 0.9", "95, 0.025, 0.975", "99.9, 0.0005, 0.9995"})
  void centralInterval_percent_givesItsBounds(double percent, double lower, double upper) {
    QuantileLevels levels = QuantileLevels.centralInterval(percent);
    assertThat(levels.toArray()).containsExactly(lower, 0.5, upper);
    assertThat(levels.intervalPercent()).isEqualTo(percent);
  }
}
