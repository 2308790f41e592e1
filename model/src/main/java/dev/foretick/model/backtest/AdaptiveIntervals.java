package dev.foretick.model.backtest;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.dataset.SeriesData;
import dev.foretick.model.dataset.WindowPosition;
import dev.foretick.model.forecaster.QuantileForecasts;
import dev.foretick.model.interval.AdaptiveWidth;
import dev.foretick.model.interval.PendingIntervals;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a forecaster's intervals would be with widths that adapt to outcomes as they come. Each
 * series learns by itself, and only from steps whose values were known at the cutoff.
 */
final class AdaptiveIntervals {
  private final WindowSpec window;
  private final QuantileLevels levels;
  private final int quantiles;

  /** One for each series from its first window to its last: many series would need much memory. */
  private final @Nullable PendingIntervals[] pending;

  /** The last window of each series. */
  private final int[] lastCutoffs;

  /**
   * The first row of each series whose value has not been told yet; -1 before its first forecast.
   */
  private final int[] nextRows;

  /**
   * Starts with the widths as they are.
   *
   * @param folds all windows that will be adapted
   */
  AdaptiveIntervals(int series, List<Fold> folds, WindowSpec window, QuantileLevels levels) {
    this.levels = levels;
    this.window = window;
    this.quantiles = levels.count();
    this.nextRows = new int[series];
    this.lastCutoffs = new int[series];
    this.pending = new PendingIntervals[series];
    Arrays.fill(nextRows, -1);
    for (Fold fold : folds) {
      for (WindowPosition position : fold.positions()) {
        lastCutoffs[position.series()] =
            Math.max(lastCutoffs[position.series()], position.cutoff());
      }
    }
  }

  /**
   * Adapts the forecasts of a batch.
   *
   * @param positions of each series in order of time, after those of earlier calls
   */
  QuantileForecasts adapt(
      List<SeriesData> series, List<WindowPosition> positions, QuantileForecasts forecasts) {
    int length = window.horizon() * quantiles;
    float[] adapted = new float[positions.size() * length];
    for (int row = 0; row < positions.size(); row++) {
      WindowPosition position = positions.get(row);
      PendingIntervals waiting = pending(position.series());
      tellOutcomes(series.get(position.series()), position, waiting);
      for (int step = 1; step <= window.horizon(); step++) {
        System.arraycopy(
            forecasts.quantiles(row, step),
            0,
            adapted,
            row * length + (step - 1) * quantiles,
            quantiles);
      }
      // What has no forecast has no width to learn by.
      if (forecasts.isFinite(row)) {
        waiting.issue(position.cutoff(), adapted, row * length);
      }
      if (position.cutoff() == lastCutoffs[position.series()]) {
        pending[position.series()] = null;
      }
    }
    return new QuantileForecasts(positions.size(), window.horizon(), quantiles, adapted);
  }

  private PendingIntervals pending(int series) {
    PendingIntervals known = pending[series];
    if (known == null) {
      known = new PendingIntervals(new AdaptiveWidth(window.horizon(), levels));
      pending[series] = known;
    }
    return known;
  }

  private void tellOutcomes(SeriesData data, WindowPosition position, PendingIntervals waiting) {
    int from = nextRows[position.series()];
    if (from >= 0) {
      for (int row = from; row < position.cutoff(); row++) {
        waiting.observe(row, data.target(row));
      }
    }
    nextRows[position.series()] = position.cutoff();
  }
}
