package dev.foretick.model.backtest;

import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.dataset.SeriesData;
import dev.foretick.model.dataset.TrainingData;
import dev.foretick.model.dataset.WindowPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What is forecast in a backtest, and what may be learnt from before.
 *
 * @param protocol name of the published protocol that it follows; empty for none
 * @param series whole histories, in the units that are scored
 * @param folds in order of time
 * @param trainingData how the histories up to a fold's first cutoff are split to train and validate
 */
public record BacktestPlan(
    String protocol,
    List<SeriesData> series,
    List<Fold> folds,
    Function<List<SeriesData>, TrainingData> trainingData) {
  public BacktestPlan {
    series = List.copyOf(series);
    folds = List.copyOf(folds);
  }

  /**
   * The newest part of one's own data.
   *
   * @param validation share of what is before a fold's first cutoff that validates
   */
  public static BacktestPlan of(
      List<SeriesData> series, WindowSpec window, RollingOrigin origins, double validation) {
    return new BacktestPlan(
        "",
        series,
        origins.folds(series, window),
        past -> TrainingData.withShare(past, validation));
  }

  /**
   * What the first model may learn from.
   *
   * @throws IllegalArgumentException if the data are too short for any window
   */
  public TrainingData firstTrainingData() {
    if (folds.isEmpty()) {
      throw new IllegalArgumentException(
          "test: no window in the longest of %d series, %d rows (expected: more rows, a larger test-fraction or a shorter horizon)"
              .formatted(
                  series.size(), series.stream().mapToInt(SeriesData::length).max().orElse(0)));
    }
    return trainingData.apply(folds.get(0).past(series));
  }

  /** The row of each series before which the data of the last model ends. */
  public List<Integer> lastTrainingEnds() {
    return folds.get(folds.size() - 1).trainingEnds();
  }

  /** How many windows there are. */
  public int windows() {
    return folds.stream().mapToInt(fold -> fold.positions().size()).sum();
  }

  /** All windows whose steps lie in the last rows of each series, one after another. */
  static Fold lastRows(List<SeriesData> series, WindowSpec window, int rows) {
    List<WindowPosition> positions = new ArrayList<>();
    List<Integer> ends = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      int length = series.get(i).length();
      ends.add(length - rows);
      int first = Math.max(window.inputSize(), length - rows);
      for (int cutoff = first; cutoff + window.horizon() <= length; cutoff++) {
        positions.add(new WindowPosition(i, cutoff));
      }
    }
    return new Fold(positions, ends);
  }
}
