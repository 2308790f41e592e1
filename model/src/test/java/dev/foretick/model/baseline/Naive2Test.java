package dev.foretick.model.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class Naive2Test {
  private static final Offset<Double> EXACT = within(1e-9);

  @Test
  void forecast_evenSeason_continuesIt() {
    // The trend is 15 throughout, the season 2/3 and 4/3.
    assertThat(Naive2.forecast(repeated(20, 10, 20), 2, 3))
        .containsExactly(new double[] {10, 20, 10}, EXACT);
    assertThat(Naive2.forecast(repeated(21, 10, 20), 2, 3))
        .containsExactly(new double[] {20, 10, 20}, EXACT);
  }

  @Test
  void forecast_oddSeason_continuesIt() {
    assertThat(Naive2.forecast(repeated(24, 3, 6, 9), 3, 4))
        .containsExactly(new double[] {3, 6, 9, 3}, EXACT);
    assertThat(Naive2.forecast(repeated(26, 3, 6, 9), 3, 4))
        .containsExactly(new double[] {9, 3, 6, 9}, EXACT);
  }

  @Test
  void forecast_lastValueOffTheSeason_averagesRatiosAndScalesTheSeason() {
    double[] history = repeated(21, 10, 20);
    history[20] = 25;
    // The trend at row 19 is 10/4 + 20/2 + 25/4 = 18.75, its ratio 16/15. The second position thus
    // has (9 * 4/3 + 16/15) / 10 = 98/75, the first 2/3 = 50/75: next comes 25 * 98/50.
    assertThat(Naive2.forecast(history, 2, 3)).containsExactly(new double[] {49, 25, 49}, EXACT);
  }

  @Test
  void isSeasonal_alternatingValues_needEnoughOfThem() {
    // n values: acf(1) = -(n-1)/n, acf(2) = (n-2)/n.
    // n = 10: .8 against 1.645 * sqrt((1 + 2 * .81) / 10) = .842
    assertThat(Naive2.isSeasonal(repeated(10, 10, 20), 2)).isFalse();
    assertThat(Naive2.forecast(repeated(10, 10, 20), 2, 2)).containsExactly(20, 20);
    // n = 12: .833 against 1.645 * sqrt((1 + 2 * .840) / 12) = .777
    assertThat(Naive2.isSeasonal(repeated(12, 10, 20), 2)).isTrue();
  }

  @Test
  void isSeasonal_negativeCorrelationAtThePeriod_countsToo() {
    // Four up, four down: acf(4) is near -1.
    assertThat(Naive2.isSeasonal(repeated(80, 2, 2, 2, 2, 1, 1, 1, 1), 4)).isTrue();
  }

  @Test
  void isSeasonal_shorterThanThreeSeasons_isFalse() {
    double[] season = IntStream.range(0, 24).mapToDouble(i -> i < 2 ? 100 : 1).toArray();
    assertThat(Naive2.isSeasonal(repeated(72, season), 24)).isTrue();
    assertThat(Naive2.isSeasonal(repeated(71, season), 24)).isFalse();
  }

  @Test
  void forecast_withoutSeason_repeatsTheLastValue() {
    assertThat(Naive2.forecast(repeated(20, 10, 20), 1, 2)).containsExactly(20, 20);
    assertThat(Naive2.forecast(repeated(20, 7), 2, 2)).containsExactly(7, 7);
    assertThat(Naive2.forecast(new double[] {3}, 24, 2)).containsExactly(3, 3);
  }

  @Test
  void forecast_valuesThatAreNotPositive_areNotAdjusted() {
    assertThat(Naive2.isSeasonal(repeated(20, 0, 20), 2)).isTrue();
    assertThat(Naive2.forecast(repeated(20, 0, 20), 2, 2)).containsExactly(20, 20);
    assertThat(Naive2.forecast(repeated(20, -10, 20), 2, 2)).containsExactly(20, 20);
  }

  @Test
  void forecast_unusableArguments_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Naive2.forecast(new double[0], 24, 48))
        .withMessage("naive2: 0 values, period 24, horizon 48 (expected: >= 1)");
    assertThatIllegalArgumentException().isThrownBy(() -> Naive2.forecast(new double[] {1}, 0, 48));
    assertThatIllegalArgumentException().isThrownBy(() -> Naive2.forecast(new double[] {1}, 24, 0));
  }

  private static double[] repeated(int length, double... season) {
    double[] values = new double[length];
    Arrays.setAll(values, t -> season[t % season.length]);
    return values;
  }
}
