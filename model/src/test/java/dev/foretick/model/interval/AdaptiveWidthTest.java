package dev.foretick.model.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.foretick.common.series.QuantileLevels;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdaptiveWidthTest {
  private static final QuantileLevels NINETY = QuantileLevels.of(0.05, 0.5, 0.95);
  private static final QuantileLevels FIFTY_AND_NINETY =
      QuantileLevels.of(0.05, 0.25, 0.5, 0.75, 0.95);

  @Test
  void adjust_beforeAnyOutcome_leavesTheForecast() {
    float[] values = {1, 2, 4, -3, 0, 7};
    new AdaptiveWidth(2, NINETY).adjust(values, 0);
    assertThat(values).containsExactly(1, 2, 4, -3, 0, 7);
  }

  @Test
  void adjust_movesBothBoundsOfAnIntervalByItsFactor() {
    AdaptiveWidth width =
        new AdaptiveWidth(2, FIFTY_AND_NINETY, 0.01, new float[] {0.5f, 2, 1, 0.25f});
    float[] values = {99, 6, 8, 10, 11, 12, -4, -2, 0, 1, 2};
    width.adjust(values, 1);
    // In the second step the outer interval would fall within the inner one, and stops there.
    assertThat(values).containsExactly(99, 2, 9, 10, 10.5f, 14, -2, -2, 0, 1, 1);
  }

  @Test
  void adjust_anyFactors_keepsTheOrder() {
    Random random = new Random(8);
    for (int round = 0; round < 2_000; round++) {
      float[] factors = new float[6];
      float[] values = new float[15];
      for (int i = 0; i < factors.length; i++) {
        factors[i] = (float) Math.exp(Math.log(8) * (2 * random.nextDouble() - 1));
      }
      for (int i = 0; i < values.length; i++) {
        boolean first = i % 5 == 0;
        values[i] = first ? random.nextInt(5) : values[i - 1] + random.nextInt(3) * 1e-3f;
      }
      new AdaptiveWidth(3, FIFTY_AND_NINETY, 0.01, factors).adjust(values, 0);
      for (int i = 1; i < values.length; i++) {
        assertThat(i % 5 == 0 || values[i] >= values[i - 1]).isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.25, 1, 5})
  void observe_intervalsOfAWrongWidth_coverTheirPromisesInTheEnd(double wrong) {
    AdaptiveWidth width = new AdaptiveWidth(1, FIFTY_AND_NINETY);
    Random random = new Random(11);
    int rounds = 40_000;
    int inner = 0;
    int outer = 0;
    for (int round = 0; round < 2_000 + rounds; round++) {
      float inside = (float) (0.674 * wrong);
      float outside = (float) (1.645 * wrong);
      float[] issued = {-outside, -inside, 0, inside, outside};
      width.adjust(issued, 0);
      float actual = (float) random.nextGaussian();
      width.observe(0, actual, issued, 0);
      if (round >= 2_000) {
        inner += actual >= issued[1] && actual <= issued[3] ? 1 : 0;
        outer += actual >= issued[0] && actual <= issued[4] ? 1 : 0;
      }
    }
    assertThat((double) inner / rounds).isCloseTo(0.5, within(0.01));
    assertThat((double) outer / rounds).isCloseTo(0.9, within(0.01));
    assertThat((double) width.factors()[1]).isCloseTo(1 / wrong, within(0.2 / wrong));
  }

  @Test
  void observe_oneOutcome_movesOnlyItsStep() {
    AdaptiveWidth width = new AdaptiveWidth(3, NINETY, 0.1, new float[] {1, 1, 1});
    float[] issued = {-1, 0, 1, -1, 0, 1, -1, 0, 1};
    width.observe(1, 2, issued, 0);
    assertThat(width.factors()).containsExactly(1, (float) Math.exp(0.1 * 0.9), 1);
    width.observe(2, 1, issued, 0);
    assertThat(width.factors()[2]).isEqualTo((float) Math.exp(-0.1 * 0.1), within(1e-7f));
    width.observe(0, Float.NaN, issued, 0);
    assertThat(width.factors()[0]).isEqualTo(1);
  }

  @Test
  void observe_onlyMissesOrOnlyHits_stopsAtTheBounds() {
    AdaptiveWidth width = new AdaptiveWidth(2, NINETY, 0.5, new float[] {1, 1});
    for (int i = 0; i < 200; i++) {
      width.observe(0, 9, new float[6], 0);
      width.observe(1, 0, new float[6], 0);
    }
    assertThat(width.factors()).containsExactly(AdaptiveWidth.MAX_FACTOR, AdaptiveWidth.MIN_FACTOR);
  }

  @Test
  void restoredFactors_goOnAsIfNothingHadHappened() {
    AdaptiveWidth width = new AdaptiveWidth(2, FIFTY_AND_NINETY);
    Random random = new Random(3);
    teach(width, random, 500);
    AdaptiveWidth restored = new AdaptiveWidth(2, FIFTY_AND_NINETY, 0.01, width.factors());
    teach(width, new Random(4), 500);
    teach(restored, new Random(4), 500);
    assertThat(restored.factors()).containsExactly(width.factors());
    assertThat(restored.factors()).doesNotContain(1);
  }

  @Test
  void factors_thatCannotBe_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AdaptiveWidth(2, NINETY, 0.01, new float[] {1}))
        .withMessage("factors: 1 (expected: 2 steps of 1 intervals)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AdaptiveWidth(1, NINETY, 0.01, new float[] {Float.NaN}))
        .withMessage("factor: NaN (expected: 0.125 to 8.0)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AdaptiveWidth(1, NINETY, 0, new float[] {1}))
        .withMessage("rate: 0.0 (expected: above 0, below 1)");
  }

  private static void teach(AdaptiveWidth width, Random random, int outcomes) {
    for (int i = 0; i < outcomes; i++) {
      float[] issued = {-2, -1, 0, 1, 2, -2, -1, 0, 1, 2};
      width.adjust(issued, 0);
      width.observe(i % 2, (float) random.nextGaussian(), issued, 0);
    }
  }
}
