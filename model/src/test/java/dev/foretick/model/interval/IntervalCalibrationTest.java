package dev.foretick.model.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.foretick.common.series.QuantileLevels;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IntervalCalibrationTest {
  private static final QuantileLevels NINETY = QuantileLevels.of(0.05, 0.5, 0.95);

  @Test
  void offsets_nineScores_areTheNinthSmallest() {
    float[] scores = {-4, -3, -2, -1, 0, 1, 2, 3, 4};

    // ceil((9 + 1) * 0.9) = 9.
    assertThat(calibration(scores).offsets(NINETY)[0]).containsExactly(-4, 0, 4);
    assertThat(calibration(scores).offsets(QuantileLevels.of(0.2, 0.5, 0.8))[0])
        .containsExactly(-1, 0, 1);
  }

  @Test
  void offsets_tooFewScoresForThePromise_areTheLargest() {
    assertThat(calibration(new float[] {1, 2, 5}).offsets(NINETY)[0]).containsExactly(-5, 0, 5);
  }

  @Test
  void naiveQuantiles_oneSidedErrors_leaveTheMedianInside() {
    IntervalCalibration calibration =
        new IntervalCalibration(new float[][][] {{{0}}}, new float[][] {{1, 2, 3}});

    assertThat(calibration.naiveQuantiles(NINETY)[0][0]).isZero();
    assertThat(calibration.naiveQuantiles(NINETY)[0][1]).isZero();
    assertThat(calibration.naiveQuantiles(NINETY)[0][2]).isEqualTo(3);
  }

  @Test
  void thinned_largeSample_promisesTheSame() {
    float[] sample = new float[20_001];
    for (int i = 0; i < sample.length; i++) {
      sample[i] = i;
    }

    float[] kept = OrderStatistics.thinned(sample);

    assertThat(kept).hasSize(OrderStatistics.MAX_KEPT);
    for (double promise : new double[] {0.5, 0.8, 0.9, 0.95, 0.98, 0.99}) {
      float whole = OrderStatistics.conformal(sample, promise);
      assertThat(OrderStatistics.conformal(kept, promise))
          .as("promise %s", promise)
          .isBetween(whole, whole + 2);
    }
  }

  @Test
  void collector_ofAKnownDistribution_coversWhatItPromises() {
    Random random = new Random(3);
    ResidualCollector collector = new ResidualCollector(1, NINETY, 5_000);
    // Quantiles that are far too narrow for a standard normal.
    float[] narrow = {-0.1f, 0, 0.1f};
    for (int i = 0; i < 5_000; i++) {
      collector.add(narrow, 0, new float[] {(float) random.nextGaussian()}, 0);
    }

    float[] quantiles = narrow.clone();
    new QuantileAssembly(1, NINETY)
        .calibrate(quantiles, 0, collector.calibration().offsets(NINETY));

    assertThat(quantiles[2]).isCloseTo(1.645f, within(0.08f));
    assertThat(quantiles[0]).isCloseTo(-1.645f, within(0.08f));
    float[] naive = collector.calibration().naiveQuantiles(NINETY)[0];
    assertThat(naive[2]).isCloseTo(1.645f, within(0.1f));
  }

  private static IntervalCalibration calibration(float[] scores) {
    Arrays.sort(scores);
    return new IntervalCalibration(new float[][][] {{scores}}, new float[][] {{0}});
  }
}
