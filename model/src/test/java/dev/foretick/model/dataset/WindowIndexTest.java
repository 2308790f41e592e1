package dev.foretick.model.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.foretick.common.window.WindowSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowIndexTest {
  private static final WindowSpec SPEC = new WindowSpec(4, 2, 1);
  private static final TimeSplit SPLIT = new TimeSplit(0.5, 0.25);
  private static final SeriesData TWENTY = SyntheticSeries.of("a", SyntheticSeries.count(20));

  @ParameterizedTest
  @CsvSource({"TRAINING,4,8", "VALIDATION,10,13", "TEST,15,18"})
  void all_targetsLieWithinThePart(SplitPart part, int firstCutoff, int lastCutoff) {
    List<WindowPosition> windows = index(part, TWENTY).all();

    assertThat(windows)
        .hasSize(lastCutoff - firstCutoff + 1)
        .startsWith(new WindowPosition(0, firstCutoff))
        .endsWith(new WindowPosition(0, lastCutoff));
  }

  @Test
  void all_shortSeries_isSkippedAndCounted() {
    SeriesData tooShort = SyntheticSeries.of("b", SyntheticSeries.count(10));
    WindowIndex index = index(SplitPart.TRAINING, tooShort, TWENTY);

    assertThat(index.skippedSeries()).isEqualTo(1);
    assertThat(index.all()).hasSize(index.size()).allMatch(window -> window.series() == 1);
  }

  @Test
  void new_onlyShortSeries_saysHowManyRowsAreNeeded() {
    SeriesData eleven = SyntheticSeries.of("b", SyntheticSeries.count(11));

    assertThatExceptionOfType(DatasetTooShortException.class)
        .isThrownBy(() -> index(SplitPart.TRAINING, eleven))
        .withMessage(
            "longest of 1 series: 11 rows, 5 of them for training, which leave no window (expected:"
                + " >= 4 rows before the last 2 of the part, for input-size 4 and horizon 2)");
  }

  @Test
  void rows_anyLength_followOneAnotherAndLeaveNoneOut() {
    for (TimeSplit split : List.of(SPLIT, TimeSplit.DEFAULT, new TimeSplit(0.6, 0.3))) {
      for (int length = 0; length < 200; length++) {
        List<SeriesData> data = List.of(SyntheticSeries.of("c", SyntheticSeries.count(length)));
        int next = 0;
        for (SplitPart part : SplitPart.values()) {
          RowRange rows = split.rows(part, data).get(0);
          assertThat(rows.from()).isEqualTo(next);
          assertThat(rows.to()).isGreaterThanOrEqualTo(next);
          next = rows.to();
        }
        assertThat(next).isEqualTo(length);
      }
    }
  }

  @Test
  void trainingData_holdsNothingOfTheTestPart() {
    TrainingData data = SPLIT.trainingData(List.of(TWENTY));

    assertThat(data.series().get(0).length()).isEqualTo(15);
    assertThat(data.trainingRows()).containsExactly(new RowRange(0, 10));
    assertThat(data.validationRows()).containsExactly(new RowRange(10, 15));
    assertThat(data.trainingPart().get(0).length()).isEqualTo(10);
  }

  @Test
  void strided_manyEpochs_takesEveryWindowAtSomeTime() {
    WindowIndex index = index(SplitPart.TRAINING, TWENTY);
    Random random = new Random(1);

    List<WindowPosition> first = index.strided(2, random);

    assertThat(first.get(1).cutoff() - first.get(0).cutoff()).isEqualTo(2);
    Set<WindowPosition> seen = new HashSet<>(first);
    for (int epoch = 0; epoch < 20; epoch++) {
      seen.addAll(index.strided(2, random));
    }
    assertThat(seen).containsExactlyInAnyOrderElementsOf(index.all());
  }

  @Test
  void thinned_many_isSpreadEvenly() {
    SeriesData data = SyntheticSeries.of("d", SyntheticSeries.count(2_006));
    WindowIndex index = index(SplitPart.TRAINING, data);

    assertThat(index.thinned(4))
        .extracting(WindowPosition::cutoff)
        .containsExactly(128, 378, 627, 877);
    assertThat(index.thinned(10_000)).hasSize(index.size());
  }

  @Test
  void thinned_manySeries_areWindowsOfThemInOrder() {
    SeriesData tooShort = SyntheticSeries.of("b", SyntheticSeries.count(5));
    WindowIndex index = index(SplitPart.VALIDATION, TWENTY, tooShort, TWENTY);

    assertThat(index.thinned(4))
        .containsExactly(
            new WindowPosition(0, 11),
            new WindowPosition(0, 13),
            new WindowPosition(2, 11),
            new WindowPosition(2, 13));
    assertThat(index.thinned(index.size())).isEqualTo(index.all());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.1, 0.9, Double.NaN})
  void new_shareOutOfRange_isRefused(double training) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TimeSplit(training, 0.1))
        .withMessageStartingWith("split: " + training);
  }

  private static WindowIndex index(SplitPart part, SeriesData... series) {
    List<SeriesData> all = List.of(series);
    return new WindowIndex(all, SPEC, part, SPLIT.rows(part, all));
  }
}
