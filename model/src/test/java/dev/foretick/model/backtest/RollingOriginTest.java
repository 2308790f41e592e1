package dev.foretick.model.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.dataset.SeriesData;
import dev.foretick.model.dataset.SyntheticSeries;
import dev.foretick.model.dataset.WindowPosition;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RollingOriginTest {
  private static final WindowSpec WINDOW = new WindowSpec(4, 3, 1);
  private static final SeriesData TWENTY = SyntheticSeries.of("a", SyntheticSeries.count(20));
  private static final SeriesData TEN = SyntheticSeries.of("b", SyntheticSeries.count(10));
  private static final SeriesData TWO = SyntheticSeries.of("c", SyntheticSeries.count(2));

  @Test
  void folds_anyStepSize_endWithTheLastRow() {
    for (int stepSize = 1; stepSize < 5; stepSize++) {
      List<Integer> cutoffs =
          cutoffs(new RollingOrigin(stepSize, OptionalInt.of(3), 0.2, 0), TWENTY);

      assertThat(cutoffs).containsExactly(17 - 2 * stepSize, 17 - stepSize, 17);
    }
  }

  @Test
  void folds_withoutRefit_areOneWhoseModelEndsAtTheFirstCutoff() {
    List<Fold> folds =
        new RollingOrigin(2, OptionalInt.of(4), 0.2, 0).folds(List.of(TWENTY), WINDOW);

    assertThat(folds).hasSize(1);
    assertThat(folds.get(0).trainingEnds()).containsExactly(11);
    assertThat(folds.get(0).past(List.of(TWENTY)).get(0).length()).isEqualTo(11);
  }

  @Test
  void folds_withRefit_trainAnewAtTheFirstCutoffOfEach() {
    List<Fold> folds =
        new RollingOrigin(2, OptionalInt.of(5), 0.2, 2).folds(List.of(TWENTY), WINDOW);

    assertThat(folds)
        .extracting(Fold::trainingEnds)
        .containsExactly(List.of(9), List.of(13), List.of(17));
    assertThat(folds).extracting(fold -> fold.positions().size()).containsExactly(2, 2, 1);
  }

  @Test
  void folds_seriesTooShortForAll_hasFewerWindows() {
    List<Fold> folds =
        new RollingOrigin(2, OptionalInt.of(5), 0.2, 0).folds(List.of(TWENTY, TEN, TWO), WINDOW);

    assertThat(folds.get(0).positions())
        .filteredOn(position -> position.series() == 1)
        .extracting(WindowPosition::cutoff)
        .containsExactly(5, 7);
    assertThat(folds.get(0).positions()).noneMatch(position -> position.series() == 2);
    assertThat(folds.get(0).trainingEnds()).containsExactly(9, 0, 0);
  }

  @Test
  void folds_ofWhichSomeHaveNoWindow_leavesThoseOut() {
    List<Fold> folds = new RollingOrigin(2, OptionalInt.of(5), 0.2, 1).folds(List.of(TEN), WINDOW);

    assertThat(folds).extracting(Fold::trainingEnds).containsExactly(List.of(5), List.of(7));
    assertThat(new RollingOrigin(2, OptionalInt.of(5), 0.2, 1).folds(List.of(TWO), WINDOW))
        .isEmpty();
  }

  @Test
  void folds_ofAFraction_haveAllWindowsWhoseStepsLieWithin() {
    assertThat(cutoffs(fraction(0.3, 1, 0), TWENTY)).containsExactly(14, 15, 16, 17);
    assertThat(cutoffs(fraction(0.3, 2, 0), TWENTY)).containsExactly(15, 17);
    assertThat(cutoffs(fraction(0.15, 1, 0), TWENTY)).containsExactly(17);
    assertThat(fraction(0.1, 1, 0).folds(List.of(TWENTY), WINDOW)).isEmpty();
  }

  @Test
  void folds_ofAFraction_takeTheShareOfEachSeries() {
    List<Fold> folds = fraction(0.4, 1, 3).folds(List.of(TWENTY, TEN), WINDOW);

    // Six windows of the long series, two of the short one, the last ones together.
    assertThat(folds).extracting(fold -> fold.positions().size()).containsExactly(3, 5);
    assertThat(folds)
        .extracting(Fold::trainingEnds)
        .containsExactly(List.of(12, 6), List.of(15, 6));
  }

  @Test
  void new_fractionOutOfRange_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> fraction(1, 1, 0))
        .withMessage("test-fraction: 1.0 (expected: above 0, below 1)");
  }

  private static RollingOrigin fraction(double share, int stepSize, int refit) {
    return new RollingOrigin(stepSize, OptionalInt.empty(), share, refit);
  }

  @Test
  void new_numbersOutOfRange_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RollingOrigin(0, OptionalInt.of(1), 0.2, 0))
        .withMessage("step-size: 0 (expected: >= 1)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RollingOrigin(1, OptionalInt.of(0), 0.2, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RollingOrigin(1, OptionalInt.of(1), 0.2, -1));
  }

  private static List<Integer> cutoffs(RollingOrigin origin, SeriesData series) {
    return origin.folds(List.of(series), WINDOW).stream()
        .flatMap(fold -> fold.positions().stream())
        .map(WindowPosition::cutoff)
        .toList();
  }
}
