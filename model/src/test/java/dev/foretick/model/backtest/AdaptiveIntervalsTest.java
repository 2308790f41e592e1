package dev.foretick.model.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.dataset.SeriesData;
import dev.foretick.model.dataset.SyntheticSeries;
import dev.foretick.model.dataset.WindowPosition;
import dev.foretick.model.forecaster.QuantileForecasts;
import dev.foretick.model.interval.AdaptiveWidth;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every forecast is 0 with bounds 1 away, every actual 5: outside, as soon as it is known. */
class AdaptiveIntervalsTest {
  private static final WindowSpec WINDOW = new WindowSpec(4, 2, 1);
  private static final QuantileLevels LEVELS = QuantileLevels.centralInterval(90);
  private static final double GROWTH = Math.exp(AdaptiveWidth.DEFAULT_RATE * 0.9);

  @Test
  void adapt_stepsWhoseValuesAreKnown_widenTheirOwnStep() {
    float[] widths = widths(List.of(fives("a")), 1, positions(0, 10, 13));

    // At row 11, row 10 is known: the first step of the first forecast. Step 2 follows a row later.
    assertThat(widths).containsExactly(growths(0, 0, 1, 0, 2, 1), within(1e-5f));
  }

  @Test
  void adapt_cutoffsApart_learnsAllThatMaturedInBetween() {
    float[] widths =
        widths(
            List.of(fives("a")), 1, List.of(new WindowPosition(0, 10), new WindowPosition(0, 14)));

    assertThat(widths).containsExactly(growths(0, 0, 1, 1), within(1e-5f));
  }

  @Test
  void adapt_valuesFromTheCutoffOn_changeNothingYet() {
    float[] other = new float[40];
    Arrays.fill(other, 0, 12, 5);
    List<WindowPosition> positions = positions(0, 8, 15);

    float[] outside = widths(List.of(fives("a")), 1, positions);
    float[] inside = widths(List.of(SyntheticSeries.of("a", other)), 1, positions);

    // Rows from 12 on differ: the windows at 8 to 12 cannot know, the one at 13 does.
    assertThat(Arrays.copyOf(inside, 10)).containsExactly(Arrays.copyOf(outside, 10));
    assertThat(inside[10]).isLessThan(outside[10]);
  }

  @Test
  void adapt_seriesSideBySide_learnAlone() {
    List<SeriesData> series = List.of(fives("a"), SyntheticSeries.of("b", new float[40]));
    List<WindowPosition> positions =
        IntStream.range(0, 2).boxed().flatMap(i -> positions(i, 10, 12).stream()).toList();

    float[] widths = widths(series, 1, positions);

    double shrinkage = Math.exp(-AdaptiveWidth.DEFAULT_RATE * 0.1);
    assertThat(Arrays.copyOf(widths, 4)).containsExactly(growths(0, 0, 1, 0), within(1e-5f));
    assertThat(widths[6]).isCloseTo((float) shrinkage, within(1e-5f));
  }

  @Test
  void adapt_inBatchesAndFolds_isTheSameAsAtOnce() {
    List<SeriesData> series = List.of(fives("a"));
    List<WindowPosition> positions = positions(0, 8, 30);

    assertThat(widths(series, 5, positions)).containsExactly(widths(series, 1, positions));
  }

  private static SeriesData fives(String id) {
    float[] values = new float[40];
    Arrays.fill(values, 5);
    return SyntheticSeries.of(id, values);
  }

  private static List<WindowPosition> positions(int series, int from, int to) {
    return IntStream.range(from, to).mapToObj(row -> new WindowPosition(series, row)).toList();
  }

  private static float[] growths(int... times) {
    float[] growths = new float[times.length];
    for (int i = 0; i < times.length; i++) {
      growths[i] = (float) Math.pow(GROWTH, times[i]);
    }
    return growths;
  }

  /** The upper bounds of all forecasts in order, one for each step. */
  private static float[] widths(
      List<SeriesData> series, int parts, List<WindowPosition> positions) {
    Fold fold = new Fold(positions, series.stream().map(data -> 0).toList());
    AdaptiveIntervals adaptive =
        new AdaptiveIntervals(series.size(), List.of(fold), WINDOW, LEVELS);
    float[] widths = new float[2 * positions.size()];
    int at = 0;
    int size = (positions.size() + parts - 1) / parts;
    for (int from = 0; from < positions.size(); from += size) {
      List<WindowPosition> some = positions.subList(from, Math.min(positions.size(), from + size));
      float[] values = new float[some.size() * 6];
      for (int i = 0; i < values.length; i++) {
        values[i] = i % 3 - 1;
      }
      QuantileForecasts adapted =
          adaptive.adapt(series, some, new QuantileForecasts(some.size(), 2, 3, values));
      for (int row = 0; row < some.size(); row++) {
        widths[at++] = adapted.value(row, 1, 2);
        widths[at++] = adapted.value(row, 2, 2);
      }
    }
    return widths;
  }
}
