package dev.foretick.model.backtest;

import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.dataset.SeriesData;
import dev.foretick.model.dataset.WindowPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Which past moments are forecast. Cutoffs lie {@code stepSize} rows apart and the last one leaves
 * just the horizon, so no window is dropped at the end. Cutoffs and the data before them are told
 * by rows of each series: where series do not end at the same time, what trains of one may be later
 * than a cutoff of another.
 *
 * @param stepSize rows from one cutoff to the next
 * @param windows cutoffs of each series; a series that is too short has fewer
 * @param testFraction without {@code windows}: as many cutoffs as have all their steps in this
 *     newest share of the series
 * @param refit after how many cutoffs a new model is trained; 0 for never
 */
public record RollingOrigin(int stepSize, OptionalInt windows, double testFraction, int refit) {
  /** The newest fifth of each series, one cutoff a row, one model for all. */
  public static final RollingOrigin DEFAULT = new RollingOrigin(1, OptionalInt.empty(), 0.2, 0);

  private static final double TOLERANCE = 1e-9;

  public RollingOrigin {
    require("step-size", stepSize, 1);
    require("refit", refit, 0);
    windows.ifPresent(count -> require("windows", count, 1));
    if (!(testFraction > 0 && testFraction < 1)) {
      throw new IllegalArgumentException(
          "test-fraction: %s (expected: above 0, below 1)".formatted(testFraction));
    }
  }

  /** The windows, in parts that one model forecasts. */
  public List<Fold> folds(List<SeriesData> series, WindowSpec window) {
    int[] counts =
        series.stream().mapToInt(data -> count(data.length(), window.horizon())).toArray();
    int most = 0;
    for (int count : counts) {
      most = Math.max(most, count);
    }
    int perFold = refit == 0 ? Math.max(1, most) : refit;
    List<Fold> folds = new ArrayList<>();
    for (int from = 0; from < most; from += perFold) {
      Fold fold = fold(series, window, counts, most, from, Math.min(most, from + perFold));
      if (!fold.positions().isEmpty()) {
        folds.add(fold);
      }
    }
    return folds;
  }

  private int count(int length, int horizon) {
    if (windows.isPresent()) {
      return windows.getAsInt();
    }
    int rows = (int) (testFraction * length + TOLERANCE);
    return rows < horizon ? 0 : (rows - horizon) / stepSize + 1;
  }

  /**
   * Cutoffs {@code from} to below {@code to}, counted from the oldest of the series that has the
   * most; the last ones of all series fall together.
   */
  private Fold fold(
      List<SeriesData> series, WindowSpec window, int[] counts, int most, int from, int to) {
    List<WindowPosition> positions = new ArrayList<>();
    List<Integer> ends = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      int last = series.get(i).length() - window.horizon();
      int first = Math.max(from, most - counts[i]);
      ends.add(Math.max(0, last - Math.max(0, most - 1 - first) * stepSize));
      for (int cutoff = first; cutoff < to; cutoff++) {
        int row = last - (most - 1 - cutoff) * stepSize;
        if (row >= window.inputSize()) {
          positions.add(new WindowPosition(i, row));
        }
      }
    }
    return new Fold(positions, ends);
  }

  private static void require(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException("%s: %d (expected: >= %d)".formatted(name, value, least));
    }
  }
}
