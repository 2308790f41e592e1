package dev.foretick.common.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.foretick.common.series.QuantileLevels;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class AccuracyTallyTest {
  private static final Offset<Double> EXACT = within(1e-12);
  private static final QuantileLevels LEVELS = QuantileLevels.of(0.1, 0.5, 0.9);

  @Test
  void add_threeSteps_givesTheValuesWorkedOutByHand() {
    AccuracyTally tally = new AccuracyTally(LEVELS);
    tally.add(10, new float[] {7, 9, 14}, 2); // error 1, inside
    tally.add(-3, new float[] {-2, 1, 2}, 4); // error -4, 1 below the interval
    tally.add(6, new float[] {2, 4, 5}, 0); // error 2, 1 above the interval, no scale

    assertThat(tally.count()).isEqualTo(3);
    // (1 + 4 + 2) / 3
    assertThat(tally.mae()).isCloseTo(7.0 / 3, EXACT);
    // sqrt((1 + 16 + 4) / 3) = sqrt(7)
    assertThat(tally.rmse()).isCloseTo(Math.sqrt(7), EXACT);
    // (1 / 2 + 4 / 4) / 2, the third step has no scale
    assertThat(tally.mase()).isCloseTo(0.75, EXACT);
    assertThat(tally.maseExcluded()).isEqualTo(1);
    // 200 / 3 * (1 / 19 + 4 / 4 + 2 / 10) = 200 / 3 * (5 + 95 + 19) / 95 = 200 * 119 / 285
    assertThat(tally.smape()).isCloseTo(23800.0 / 285, EXACT);
    assertThat(tally.coverage()).isCloseTo(1.0 / 3, EXACT);
    // alpha 0.2: 7, then 4 + 10 * 1, then 3 + 10 * 1: (7 + 14 + 13) / 3
    assertThat(tally.winkler()).isCloseTo(34.0 / 3, EXACT);
    // (7 / 2 + 14 / 4) / 2
    assertThat(tally.msis()).isCloseTo(3.5, EXACT);
    // Step 1: 0.1*3 + 0.5*1 + 0.1*4 = 1.2. Step 2: 0.9*1 + 0.5*4 + 0.1*5 = 3.4.
    // Step 3: 0.1*4 + 0.5*2 + 0.9*1 = 2.3. Together 6.9 over 3 steps * 3 quantiles.
    assertThat(tally.pinball()).isCloseTo(6.9 / 9, EXACT);
    assertThat(tally.crps()).isCloseTo(13.8 / 9, EXACT);
  }

  @Test
  void measures_beforeTheFirstStep_areNaN() {
    AccuracyTally tally = new AccuracyTally(LEVELS);

    assertThat(tally.count()).isZero();
    assertThat(tally.maseExcluded()).isZero();
    assertThat(
            new double[] {
              tally.mae(),
              tally.rmse(),
              tally.mase(),
              tally.smape(),
              tally.coverage(),
              tally.winkler(),
              tally.msis(),
              tally.pinball(),
              tally.crps()
            })
        .containsOnly(Double.NaN);
  }

  @Test
  void mase_everyStepWithoutScale_isNaN() {
    AccuracyTally tally = new AccuracyTally(LEVELS);
    tally.add(1, new float[] {0, 1, 2}, 0);
    tally.add(1, new float[] {0, 1, 2}, Double.NaN);

    assertThat(tally.mase()).isNaN();
    assertThat(tally.maseExcluded()).isEqualTo(2);
  }

  @Test
  void merge_twoHalves_equalsTheWhole() {
    Random random = new Random(7);
    AccuracyTally whole = new AccuracyTally(LEVELS);
    AccuracyTally left = new AccuracyTally(LEVELS);
    AccuracyTally right = new AccuracyTally(LEVELS);
    for (int i = 0; i < 1000; i++) {
      double actual = random.nextGaussian();
      float centre = (float) random.nextGaussian();
      float[] quantiles = {centre - random.nextFloat(), centre, centre + random.nextFloat()};
      double scale = i % 5 == 0 ? 0 : random.nextDouble();
      whole.add(actual, quantiles, scale);
      (i < 300 ? left : right).add(actual, quantiles, scale);
    }
    left.merge(right);

    Offset<Double> rounding = within(1e-9);
    assertThat(left.count()).isEqualTo(1000);
    assertThat(left.maseExcluded()).isEqualTo(200);
    assertThat(left.mae()).isCloseTo(whole.mae(), rounding);
    assertThat(left.rmse()).isCloseTo(whole.rmse(), rounding);
    assertThat(left.mase()).isCloseTo(whole.mase(), rounding);
    assertThat(left.msis()).isCloseTo(whole.msis(), rounding);
    assertThat(left.smape()).isCloseTo(whole.smape(), rounding);
    assertThat(left.coverage()).isCloseTo(whole.coverage(), rounding);
    assertThat(left.winkler()).isCloseTo(whole.winkler(), rounding);
    assertThat(left.crps()).isCloseTo(whole.crps(), rounding);
  }

  @Test
  void add_medianOnly_measuresADegenerateInterval() {
    AccuracyTally tally = new AccuracyTally(QuantileLevels.of(0.5));
    tally.add(3, new float[] {1}, 1);
    // alpha 1: 0 + 2 / 1 * 2
    assertThat(tally.winkler()).isCloseTo(4, EXACT);
    assertThat(tally.crps()).isCloseTo(2, EXACT);
  }

  @Test
  void add_wrongNumberOfQuantiles_isRefused() {
    AccuracyTally tally = new AccuracyTally(LEVELS);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tally.add(1, new float[2], 1))
        .withMessage("quantiles: 2 (expected: 3)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tally.merge(new AccuracyTally(QuantileLevels.of(0.5))))
        .withMessage("quantiles: 0.5 (expected: 0.1, 0.5, 0.9)");
  }
}
