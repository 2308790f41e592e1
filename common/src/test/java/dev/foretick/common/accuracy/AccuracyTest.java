package dev.foretick.common.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.foretick.common.series.QuantileLevels;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class AccuracyTest {
  private static final Offset<Double> EXACT = within(1e-12);

  // Errors y - f: 1, -2, 3, 0.
  private static final double[] ACTUAL = {3, 2, 7, 0};
  private static final double[] FORECAST = {2, 4, 4, 0};

  @Test
  void mae_knownErrors_isTheirMeanSize() {
    // (1 + 2 + 3 + 0) / 4 = 6 / 4
    assertThat(Accuracy.mae(ACTUAL, FORECAST)).isCloseTo(1.5, EXACT);
  }

  @Test
  void rmse_knownErrors_isTheRootOfTheMeanSquare() {
    // sqrt((1 + 4 + 9 + 0) / 4) = sqrt(3.5)
    assertThat(Accuracy.rmse(ACTUAL, FORECAST)).isCloseTo(1.8708286933869707, EXACT);
  }

  @Test
  void smape_knownErrors_countsDoubleZeroAsPerfect() {
    // 200 / 4 * (1 / (3 + 2) + 2 / (2 + 4) + 3 / (7 + 4) + 0) = 50 * (1/5 + 1/3 + 3/11)
    //   = 50 * (33 + 55 + 45) / 165 = 50 * 133 / 165 = 1330 / 33
    assertThat(Accuracy.smape(ACTUAL, FORECAST)).isCloseTo(1330.0 / 33, EXACT);
  }

  @Test
  void smape_oppositeSigns_isTheMaximum() {
    // 200 * |-1 - 1| / (1 + 1)
    assertThat(Accuracy.smape(new double[] {-1}, new double[] {1})).isCloseTo(200, EXACT);
  }

  @Test
  void seasonalError_periodTwo_isTheMeanSeasonalDifference() {
    // |4 - 1| + |1 - 2| + |9 - 4| + |3 - 1| = 3 + 1 + 5 + 2 = 11, over 4 pairs
    double[] history = {1, 2, 4, 1, 9, 3};
    assertThat(Accuracy.seasonalError(history, 2)).isCloseTo(2.75, EXACT);
    // |1| + |2| + |-3| + |8| + |-6| = 20, over 5 pairs
    assertThat(Accuracy.seasonalError(history, 1)).isCloseTo(4, EXACT);
  }

  @Test
  void seasonalError_historyNotLongerThanPeriod_isNaN() {
    assertThat(Accuracy.seasonalError(new double[] {1, 2}, 2)).isNaN();
    assertThat(Accuracy.seasonalError(new double[0], 1)).isNaN();
  }

  @Test
  void mase_knownScale_dividesTheMae() {
    // 1.5 / 2.75 = 6 / 11
    assertThat(Accuracy.mase(ACTUAL, FORECAST, 2.75)).isCloseTo(6.0 / 11, EXACT);
  }

  @Test
  void mase_noScale_isNaN() {
    assertThat(Accuracy.mase(ACTUAL, FORECAST, 0)).isNaN();
    assertThat(Accuracy.mase(ACTUAL, FORECAST, Double.NaN)).isNaN();
    assertThat(Accuracy.mase(ACTUAL, ACTUAL, 0)).isNaN();
  }

  @Test
  void owa_halfAndThreeQuartersOfNaive2_isTheirMean() {
    // (5 / 10 + 1.5 / 2) / 2 = (0.5 + 0.75) / 2
    assertThat(Accuracy.owa(5, 1.5, 10, 2)).isCloseTo(0.625, EXACT);
    assertThat(Accuracy.owa(5, 1.5, 0, 2)).isNaN();
    assertThat(Accuracy.owa(5, 1.5, 10, 0)).isNaN();
  }

  @Test
  void pinball_aboveAndBelow_weighsByTheLevel() {
    // 0.9 * (10 - 8) = 1.8; (0.9 - 1) * (8 - 10) = 0.2
    assertThat(Accuracy.pinball(0.9, 10, 8)).isCloseTo(1.8, EXACT);
    assertThat(Accuracy.pinball(0.9, 8, 10)).isCloseTo(0.2, EXACT);
    assertThat(Accuracy.pinball(0.9, 8, 8)).isZero();
  }

  @Test
  void crps_threeQuantiles_isTwiceTheMeanPinball() {
    // y = 10: 0.1 * (10 - 7) = 0.3; 0.5 * (10 - 9) = 0.5; (0.9 - 1) * (10 - 14) = 0.4
    // 2 * (0.3 + 0.5 + 0.4) / 3 = 0.8
    double[] quantiles = {7, 9, 14};
    assertThat(Accuracy.crps(QuantileLevels.of(0.1, 0.5, 0.9), 10, quantiles))
        .isCloseTo(0.8, EXACT);
  }

  @Test
  void crps_medianOnly_isTheAbsoluteError() {
    // 2 * 0.5 * |10 - 7|
    assertThat(Accuracy.crps(QuantileLevels.of(0.5), 10, new double[] {7})).isCloseTo(3, EXACT);
  }

  @Test
  void coverage_valuesOnTheBounds_areCovered() {
    // 1 in [1, 2], 2 in [1, 2], 3 outside [1, 2], 4 outside [5, 6]: 2 of 4
    double[] actual = {1, 2, 3, 4};
    assertThat(Accuracy.coverage(actual, new double[] {1, 1, 1, 5}, new double[] {2, 2, 2, 6}))
        .isCloseTo(0.5, EXACT);
  }

  @Test
  void winkler_insideBelowAndAbove_addsTheMissTimesTwoOverAlpha() {
    // Inside: 20 - 10. Below by 3: 10 + 2 / 0.1 * 3. Above by 0.5: 10 + 20 * 0.5.
    assertThat(Accuracy.winkler(0.1, 12, 10, 20)).isCloseTo(10, EXACT);
    assertThat(Accuracy.winkler(0.1, 7, 10, 20)).isCloseTo(70, EXACT);
    assertThat(Accuracy.winkler(0.1, 20.5, 10, 20)).isCloseTo(20, EXACT);
  }

  @Test
  void msis_insideBelowAndAbove_isTheMeanScoreInUnitsOfTheScale() {
    // Alpha 0.05: inside, 4; below by 2, 5 + 40 * 2 = 85; above by 0.5, 1 + 40 * 0.5 = 21.
    // (4 + 85 + 21) / 3 / 2.5 = 44 / 3
    double[] actual = {12, 8, 31.5};
    double[] lower = {10, 10, 30};
    double[] upper = {14, 15, 31};
    assertThat(Accuracy.msis(0.05, actual, lower, upper, 2.5)).isCloseTo(44.0 / 3, EXACT);
  }

  @Test
  void msis_noScale_isNaN() {
    double[] one = {1};
    assertThat(Accuracy.msis(0.05, one, one, one, 0)).isNaN();
    assertThat(Accuracy.msis(0.05, one, one, one, Double.NaN)).isNaN();
  }

  @Test
  void skill_againstNaive_isTheShareOfErrorRemoved() {
    // 1 - 3 / 4; 1 - 5 / 4
    assertThat(Accuracy.skill(3, 4)).isCloseTo(0.25, EXACT);
    assertThat(Accuracy.skill(5, 4)).isCloseTo(-0.25, EXACT);
    assertThat(Accuracy.skill(0, 0)).isNaN();
  }

  @Test
  void measures_unusableArguments_sayWhatWasExpected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Accuracy.mae(new double[2], new double[3]))
        .withMessage("values: 2 actual, 3 forecast (expected: as many, at least 1)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Accuracy.rmse(new double[0], new double[0]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Accuracy.coverage(new double[2], new double[2], new double[1]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Accuracy.msis(0.05, new double[2], new double[1], new double[2], 1))
        .withMessage("values: 2 actual, 1 forecast (expected: as many, at least 1)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Accuracy.msis(0.05, new double[2], new double[2], new double[3], 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Accuracy.seasonalError(new double[3], 0))
        .withMessage("period: 0 (expected: >= 1)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Accuracy.winkler(0, 1, 0, 2))
        .withMessage("alpha: 0.0 (expected: > 0, <= 1)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Accuracy.crps(QuantileLevels.of(0.5), 1, new double[2]))
        .withMessage("quantiles: 2 (expected: 1)");
  }
}
