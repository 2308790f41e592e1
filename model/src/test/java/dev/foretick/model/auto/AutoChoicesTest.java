package dev.foretick.model.auto;

import static dev.foretick.model.auto.Histories.regular;
import static dev.foretick.model.auto.Histories.ticks;
import static dev.foretick.model.auto.Histories.walk;
import static dev.foretick.model.auto.Histories.wave;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.dataset.Frequency;
import dev.foretick.model.dataset.SeriesData;
import dev.foretick.model.network.ConvBlock;
import dev.foretick.model.network.NetworkSpec;
import dev.foretick.model.scaling.Normalization;
import dev.foretick.model.scaling.TargetTransform;
import dev.foretick.model.training.TrainingSchedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AutoChoicesTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  @Test
  void hourlyWaveInNoise_hasItsDayAsPeriod() {
    AutoChoices choices = choose(regular(HOUR, 6_000, wave(24, 10, 0.8, 1)), 24);
    assertThat(choices.seasonality()).isEqualTo(24);
    assertThat(choices.inputSize()).isEqualTo(336);
    assertThat(choices.frontEnd()).containsExactly(ConvBlock.patchEmbedding(24, choices.hidden()));
    assertThat(choices.transform()).isEqualTo(TargetTransform.NONE);
    assertThat(choices.normalization()).isEqualTo(Normalization.LAST_VALUE);
    assertThat(choices.reasons().get(0).option()).isEqualTo("seasonality");
    assertThat(choices.reasons().get(0).value()).isEqualTo("24");
    assertThat(choices.reasons().get(0).reason())
        .matches(
            "about the moving mean, the autocorrelation at lag 24 \\(a day\\) is 0\\.4\\d,"
                + " the (first of the )?highest peaks?");
  }

  @ParameterizedTest
  @CsvSource({"5, 0.5", "17, 0.5", "50, 0.5", "131, 0.5", "300, 0.3"})
  void periodThatIsNoneOfTheCalendar_isFound(int period, double noise) {
    for (long seed = 1; seed <= 5; seed++) {
      AutoChoices choices = choose(regular(MINUTE, 8_000, wave(period, 0, noise, seed)), 5);
      assertThat(choices.seasonality())
          .as("seed %d", seed)
          .isBetween((int) Math.floor(0.99 * period), (int) Math.ceil(1.01 * period));
      assertThat(choices.inputSize()).isGreaterThanOrEqualTo(choices.seasonality());
    }
  }

  @Test
  void waveOnARandomWalk_isFoundInIt() {
    IntToDoubleFunction wave = wave(24, 0, 0.3, 2);
    IntToDoubleFunction walk = walk(100, 0.3, 3);
    AutoChoices choices =
        choose(regular(HOUR, 6_000, row -> wave.applyAsDouble(row) + walk.applyAsDouble(row)), 12);
    assertThat(choices.seasonality()).isEqualTo(24);
  }

  @Test
  void weekInDailyData_isFound() {
    Random random = new Random(4);
    double[] days = {0, 0, 0, 0, 0.5, 3, 4};
    AutoChoices choices =
        choose(
            regular(DAY, 900, row -> days[row % 7] + 0.01 * row + 0.7 * random.nextGaussian()), 7);
    assertThat(choices.seasonality()).isEqualTo(7);
    assertThat(choices.inputSize()).isEqualTo(98);
    assertThat(choices.reasons().get(0).reason()).contains("lag 7 (a week)");
  }

  @Test
  void daysOfTheWeekWithoutTheWeekend_makeAWeekOfFive() {
    List<SeriesData> business = new ArrayList<>();
    Random random = new Random(5);
    SeriesData daily =
        regular(DAY, 1_400, row -> (row % 7 == 4 ? 3 : 0) + random.nextGaussian() / 2);
    int rows = 1_000;
    long[] times = new long[rows];
    float[] values = new float[rows];
    for (int row = 0; row < rows; row++) {
      int day = row / 5 * 7 + row % 5;
      times[row] = daily.time(day);
      values[row] = daily.target(day);
    }
    business.add(new SeriesData(daily.id(), times, new float[][] {values}));
    AutoChoices choices = AutoChoices.of(business, DAY, 5, 1);
    assertThat(choices.seasonality()).isEqualTo(5);
    assertThat(choices.reasons().get(0).reason()).contains("lag 5 (a week)");
  }

  @Test
  void periodLongerThanAWindowCanBe_isDroppedAndSaidSo() {
    AutoChoices choices = choose(regular(MINUTE, 15_000, wave(1_440, 5, 0.3, 6)), 10);
    assertThat(choices.seasonality()).isEqualTo(1);
    assertThat(choices.reasons().get(0).reason())
        .matches("lag 1440 \\(a day\\) is 0\\.\\d\\d, but a window here holds 720 steps at most");
  }

  @Test
  void randomWalks_haveNoSeason() {
    int seasons = 0;
    for (long seed = 1; seed <= 60; seed++) {
      AutoChoices choices = choose(regular(HOUR, 3_000, walk(100, 0.1, seed)), 4);
      seasons += choices.seasonality() > 1 ? 1 : 0;
    }
    assertThat(seasons).isLessThanOrEqualTo(2);
  }

  @Test
  void whiteNoise_hasNoSeasonAndNoTransform() {
    int seasons = 0;
    for (long seed = 1; seed <= 60; seed++) {
      Random random = new Random(seed);
      AutoChoices choices = choose(regular(HOUR, 2_000, row -> random.nextGaussian()), 4);
      seasons += choices.seasonality() > 1 ? 1 : 0;
      assertThat(choices.transform()).isEqualTo(TargetTransform.NONE);
      assertThat(choices.inputSize()).isEqualTo(96);
    }
    assertThat(seasons).isZero();
  }

  @Test
  void randomWalkOfPositiveValues_isLearntAsLogReturns() {
    for (long seed = 1; seed <= 10; seed++) {
      IntToDoubleFunction logarithm = walk(4, 0.002, seed);
      SeriesData prices = regular(MINUTE, 10_000, row -> Math.exp(logarithm.applyAsDouble(row)));
      AutoChoices choices = choose(prices, 1);
      assertThat(choices.seasonality()).isEqualTo(1);
      assertThat(choices.transform()).isEqualTo(TargetTransform.LOG_RETURN);
      assertThat(choices.normalization()).isEqualTo(Normalization.LAST_VALUE);
      assertThat(choices.inputSize()).isEqualTo(64);
    }
  }

  @Test
  void randomWalkAboutZero_isLearntAsDifferences() {
    AutoChoices choices = choose(regular(MINUTE, 10_000, walk(0, 1, 7)), 1);
    assertThat(choices.transform()).isEqualTo(TargetTransform.DIFFERENCE);
  }

  @Test
  void walkWhoseVolatilityChanges_isScaledByTheWindow() {
    Random random = new Random(8);
    double[] logarithm = {4};
    SeriesData prices =
        regular(
            MINUTE,
            10_000,
            row ->
                Math.exp(
                    logarithm[0] += (row / 700 % 2 == 0 ? 1e-4 : 6e-4) * random.nextGaussian()));
    AutoChoices choices = choose(prices, 1);
    assertThat(choices.transform()).isEqualTo(TargetTransform.LOG_RETURN);
    assertThat(choices.normalization()).isEqualTo(Normalization.EWMA);
  }

  @Test
  void ticksThatMostlyStandStill_shareOneScale() {
    AutoChoices choices = choose(ticks(60_000, 9), 1);
    assertThat(choices.seasonality()).isEqualTo(1);
    assertThat(choices.inputSize()).isEqualTo(64);
    assertThat(choices.transform()).isEqualTo(TargetTransform.LOG_RETURN);
    assertThat(choices.normalization()).isEqualTo(Normalization.LAST_VALUE);
    assertThat(reason(choices, "normalization")).startsWith("80 % of rows repeat the one before");
  }

  @Test
  void manyShortSeries_getALargeNetworkAndTheirOwnScales() {
    List<SeriesData> many = new ArrayList<>();
    Random random = new Random(10);
    for (int i = 0; i < 400; i++) {
      double size = Math.exp(5 * random.nextDouble());
      IntToDoubleFunction wave = wave(24, 4, 0.2, i);
      many.add(regular(HOUR, i % 2 == 0 ? 490 : 672, row -> size * wave.applyAsDouble(row)));
    }
    AutoChoices choices = AutoChoices.of(many, HOUR, 48, 1);
    assertThat(choices.seasonality()).isEqualTo(24);
    assertThat(choices.inputSize()).isBetween(168, 336);
    assertThat(choices.normalization()).isEqualTo(Normalization.INSTANCE);
    assertThat(choices.hidden()).isEqualTo(128);
    assertThat(choices.batchSize()).isEqualTo(256);
    assertUsable(choices, many, 48, 1);
  }

  @Test
  void longSeries_getAStrideThatBoundsAnEpoch() {
    AutoChoices choices = choose(regular(MINUTE, 200_000, wave(60, 4, 0.5, 11)), 10);
    assertThat(choices.stride()).isEqualTo(5);
    assertThat(choices.hidden()).isEqualTo(128);
    assertThat(choices.epochs()).isBetween(8, 15);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 10, 31, 64, 100, 333, 1_000})
  void shortSeriesOfAnyKind_getUsableOptions(int rows) {
    for (int horizon : new int[] {1, 7, 48}) {
      choose(regular(HOUR, rows, wave(24, 0, 0.1, 12)), horizon);
      choose(regular(DAY, rows, walk(1, 1, 13)), horizon);
      choose(regular(DAY, rows, row -> 42), horizon);
      choose(regular(MINUTE, rows, row -> row % 2 == 0 ? -3e38 : 3e38), horizon);
      choose(ticks(rows, 14), horizon);
    }
  }

  @Test
  void inputSize_isTwiceTheHorizonIfTheDataAllow() {
    assertThat(choose(regular(HOUR, 5_000, walk(0, 1, 15)), 96).inputSize()).isEqualTo(192);
    assertThat(choose(regular(HOUR, 300, walk(0, 1, 16)), 48).inputSize()).isBetween(90, 100);
  }

  @Test
  void manyChannels_shortenTheWindow() {
    SeriesData series = regular(HOUR, 20_000, wave(24, 0, 0.1, 17));
    assertThat(AutoChoices.of(List.of(series), HOUR, 24, 200).inputSize()).isLessThan(170);
  }

  @Test
  void sameData_sameChoices() {
    SeriesData series = regular(HOUR, 3_000, wave(24, 0, 1, 18));
    assertThat(choose(series, 24)).isEqualTo(choose(series, 24));
  }

  @Test
  void nothingToLookAt_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AutoChoices.of(List.of(), HOUR, 1, 1))
        .withMessage("training: no rows (expected: at least 1)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AutoChoices.of(List.of(regular(HOUR, 5, row -> row)), HOUR, 0, 1))
        .withMessage("horizon: 0, channels: 1 (expected: >= 1)");
  }

  private static AutoChoices choose(SeriesData series, int horizon) {
    Duration frequency = series.length() < 2 ? HOUR : Frequency.infer(List.of(series));
    AutoChoices choices = AutoChoices.of(List.of(series), frequency, horizon, 1);
    assertUsable(choices, List.of(series), horizon, 1);
    return choices;
  }

  /** The options are valid, fit each other and the data, and each has a reason in plain numbers. */
  private static void assertUsable(
      AutoChoices choices, List<SeriesData> training, int horizon, int channels) {
    NetworkSpec network =
        new NetworkSpec(choices.frontEnd(), List.of(choices.hidden()), choices.dropout(), true);
    assertThat(network.lstmSteps(choices.inputSize())).isBetween(1, 40);
    assertThat(new WindowSpec(choices.inputSize(), horizon, channels)).isNotNull();
    assertThat(
            new TrainingSchedule(
                choices.epochs(),
                choices.batchSize(),
                choices.stride(),
                choices.learningRate(),
                choices.patience(),
                1,
                Optional.empty()))
        .isNotNull();
    assertThat(choices.seasonality()).isBetween(1, choices.inputSize());
    int longest = training.stream().mapToInt(SeriesData::length).max().orElseThrow();
    assertThat(longest <= horizon + 1 || longest >= choices.inputSize() + horizon).isTrue();
    assertThat(choices.reasons()).hasSizeGreaterThanOrEqualTo(12);
    assertThat(choices.reasons())
        .allSatisfy(
            choice -> {
              assertThat(choice.value()).isNotBlank();
              assertThat(choice.reason()).isNotBlank().doesNotContain("NaN", "Infinity");
            });
  }

  private static String reason(AutoChoices choices, String option) {
    return choices.reasons().stream()
        .filter(choice -> choice.option().equals(option))
        .findFirst()
        .orElseThrow()
        .reason();
  }
}
