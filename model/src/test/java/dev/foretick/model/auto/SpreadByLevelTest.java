package dev.foretick.model.auto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class SpreadByLevelTest {
  private static final int SEASON = 24;

  @Test
  void slope_seasonThatGrowsWithTheLevel_isOne() {
    assertThat(SpreadByLevel.slope(List.of(series(level -> 0.2 * level)), SEASON))
        .isCloseTo(1, within(0.1));
  }

  @Test
  void slope_seasonOfOneSize_isZero() {
    assertThat(SpreadByLevel.slope(List.of(series(level -> 3)), SEASON)).isCloseTo(0, within(0.1));
  }

  @Test
  void slope_ofMostSeries_isTheirMedian() {
    double[] growing = series(level -> 0.2 * level);

    assertThat(SpreadByLevel.slope(List.of(growing, growing, series(level -> 3)), SEASON))
        .isCloseTo(1, within(0.1));
    assertThat(SpreadByLevel.slope(List.of(growing, flat(), flat()), SEASON)).isZero();
  }

  @Test
  void slope_levelThatHardlyMoves_isNotTold() {
    assertThat(SpreadByLevel.slope(List.of(flat()), SEASON)).isZero();
  }

  /** Levels between 20 and 100 with a wave around them. */
  private static double[] series(DoubleUnaryOperator size) {
    Random random = new Random(1);
    double[] values = new double[40 * SEASON];
    for (int day = 0; day < 40; day++) {
      double level = 20 + 80 * random.nextDouble();
      for (int hour = 0; hour < SEASON; hour++) {
        values[day * SEASON + hour] =
            level + size.applyAsDouble(level) * Math.sin(2 * Math.PI * hour / SEASON);
      }
    }
    return values;
  }

  private static double[] flat() {
    double[] values = new double[40 * SEASON];
    for (int row = 0; row < values.length; row++) {
      values[row] = 50 + Math.sin(2 * Math.PI * row / SEASON);
    }
    return values;
  }
}
