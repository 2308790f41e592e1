package dev.foretick.model.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.foretick.model.dataset.SeriesData;
import dev.foretick.model.dataset.SyntheticSeries;
import dev.foretick.model.dataset.WindowPosition;
import java.util.List;
import org.junit.jupiter.api.Test;

class FoldTest {
  @Test
  void new_windowBeforeTheEndOfItsTrainingData_isALeak() {
    assertThatExceptionOfType(LeakException.class)
        .isThrownBy(
            () ->
                new Fold(
                    List.of(new WindowPosition(0, 30), new WindowPosition(1, 19)), List.of(25, 20)))
        .withMessage(
            "window of series 1 at row 19: its model was trained up to row 20 (expected: no later)");
  }

  @Test
  void past_ofEachSeries_endsWhereTrainingDoes() {
    List<SeriesData> series =
        List.of(
            SyntheticSeries.of("a", SyntheticSeries.count(30)),
            SyntheticSeries.of("b", SyntheticSeries.count(10)));
    Fold fold = new Fold(List.of(new WindowPosition(0, 25)), List.of(25, 0));

    List<SeriesData> past = fold.past(series);

    assertThat(past).extracting(SeriesData::length).containsExactly(25, 0);
    assertThat(past.get(0).target(24)).isEqualTo(24);
  }

  @Test
  void past_beyondTheHistory_isRefused() {
    List<SeriesData> series = List.of(SyntheticSeries.of("a", SyntheticSeries.count(30)));
    Fold fold = new Fold(List.of(), List.of(31));

    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> fold.past(series));
  }
}
