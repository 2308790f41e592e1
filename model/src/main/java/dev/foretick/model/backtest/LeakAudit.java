package dev.foretick.model.backtest;

import dev.foretick.model.dataset.SeriesData;
import dev.foretick.model.dataset.WindowPosition;
import dev.foretick.model.forecaster.QuantileForecasts;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * Looks for leaks by replacing the future: forecasts of windows at or before a cutoff must be the
 * same to the bit, whatever the rows from the cutoff on hold. Whatever path something takes from
 * there into a forecast, a scaling, a choice, a window cut too late, it shows. There are two other
 * futures, because a choice may fall the same way in one: what suits a rise does not suit a fall.
 */
public final class LeakAudit {
  /** How often a pipeline runs. */
  public static final int RUNS = 1 + OtherFuture.values().length;

  private final List<Integer> cutoffs;

  /** What was forecast of the histories as they are, in order. */
  private final Deque<Issued> forecasts = new ArrayDeque<>();

  private LeakAudit(List<Integer> cutoffs) {
    this.cutoffs = List.copyOf(cutoffs);
  }

  /** Whatever makes forecasts of past windows. */
  @FunctionalInterface
  public interface Pipeline {
    /**
     * Does all that is under suspicion, training included.
     *
     * @param histories whole
     * @param listener hears of every forecast
     */
    void run(List<SeriesData> histories, BacktestListener listener);
  }

  /**
   * Runs a pipeline on histories and on copies with other futures.
   *
   * @param cutoffs the row of each series from which on the copies differ
   * @return how many forecasts did not differ
   * @throws LeakException with the first forecast that differs too
   * @throws IllegalArgumentException if no window lies at or before the cutoffs
   */
  public static int check(List<SeriesData> histories, List<Integer> cutoffs, Pipeline pipeline) {
    LeakAudit audit = new LeakAudit(cutoffs);
    pipeline.run(histories, audit.listening(audit.forecasts::add));
    if (audit.forecasts.isEmpty()) {
      throw new IllegalArgumentException(
          "forecasts: none at or before the cutoffs %s (expected: at least 1)".formatted(cutoffs));
    }
    for (OtherFuture future : OtherFuture.values()) {
      Deque<Issued> expected = new ArrayDeque<>(audit.forecasts);
      pipeline.run(
          future.of(histories, cutoffs), audit.listening(issued -> compare(issued, expected)));
      if (!expected.isEmpty()) {
        throw leak(expected.element(), "is missing");
      }
    }
    return audit.forecasts.size();
  }

  /**
   * One forecast.
   *
   * @param quantiles shape [horizon, quantiles]
   */
  private record Issued(String forecaster, WindowPosition window, float[] quantiles) {
    boolean isFor(Issued other) {
      return forecaster.equals(other.forecaster) && window.equals(other.window);
    }
  }

  private BacktestListener listening(Consumer<Issued> action) {
    return new BacktestListener() {
      @Override
      public void onWindows(int fold, int folds, int done, int windows) {}

      @Override
      public void onForecasts(
          String forecaster, List<WindowPosition> windows, QuantileForecasts forecasts) {
        for (int row = 0; row < windows.size(); row++) {
          WindowPosition window = windows.get(row);
          if (window.cutoff() <= cutoffs.get(window.series())) {
            action.accept(new Issued(forecaster, window, quantiles(forecasts, row)));
          }
        }
      }
    };
  }

  private static void compare(Issued issued, Deque<Issued> expected) {
    Issued before = expected.poll();
    if (before == null) {
      throw leak(issued, "is new");
    }
    if (!before.isFor(issued)) {
      throw leak(before, "is missing");
    }
    int at = Arrays.mismatch(before.quantiles(), issued.quantiles());
    if (at >= 0) {
      throw leak(
          issued, "turns from %s to %s".formatted(before.quantiles()[at], issued.quantiles()[at]));
    }
  }

  private static LeakException leak(Issued issued, String how) {
    return new LeakException(
        "forecast of %s for series %d at row %d %s when later rows change (expected: no difference)"
            .formatted(
                issued.forecaster(), issued.window().series(), issued.window().cutoff(), how));
  }

  /** Shape [horizon, quantiles]. */
  private static float[] quantiles(QuantileForecasts forecasts, int row) {
    float[] quantiles = new float[forecasts.horizon() * forecasts.quantiles()];
    for (int step = 1; step <= forecasts.horizon(); step++) {
      System.arraycopy(
          forecasts.quantiles(row, step),
          0,
          quantiles,
          (step - 1) * forecasts.quantiles(),
          forecasts.quantiles());
    }
    return quantiles;
  }
}
