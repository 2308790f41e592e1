package dev.foretick.model.backtest;

import dev.foretick.common.accuracy.Accuracy;
import dev.foretick.common.series.EpochNanos;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.baseline.Naive2;
import dev.foretick.model.dataset.M4Series;
import dev.foretick.model.dataset.SeriesData;
import dev.foretick.model.dataset.TrainingData;
import dev.foretick.model.dataset.WindowPosition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The protocol of the M4 competition (Makridakis, Spiliotis, Assimakopoulos 2020): each series is
 * forecast once, from its end; sMAPE, MASE and MSIS are means over series, and OWA sets sMAPE and
 * MASE in relation to those of Naive2.
 */
public final class M4Protocol {
  public static final String NAME = "m4";

  /** How many horizons at the end of each training series validate. */
  private static final int VALIDATION_HORIZONS = 2;

  private final List<M4Series> all;
  private final int period;

  /**
   * Takes the competition's series.
   *
   * @param period steps of a season
   */
  public M4Protocol(List<M4Series> all, int period) {
    this.all = List.copyOf(all);
    this.period = period;
  }

  /** Steps that the test part of each series has. */
  public int horizon() {
    return all.get(0).test().length;
  }

  /**
   * The histories, test part included.
   *
   * @param frequency the time from one row to the next, as rows have no time of their own
   */
  public List<SeriesData> series(Duration frequency) {
    long start = EpochNanos.of(Instant.EPOCH);
    List<SeriesData> series = new ArrayList<>();
    for (M4Series one : all) {
      int training = one.train().length;
      float[] values = new float[training + one.test().length];
      System.arraycopy(one.train(), 0, values, 0, training);
      System.arraycopy(one.test(), 0, values, training, one.test().length);
      long[] times = new long[values.length];
      for (int row = 0; row < times.length; row++) {
        times[row] = start + row * frequency.toNanos();
      }
      series.add(new SeriesData(one.id(), times, new float[][] {values}));
    }
    return series;
  }

  /**
   * Plans the evaluation.
   *
   * @param series from {@link #series}
   * @throws IllegalArgumentException if a series is too short for a window, as every one counts
   */
  public BacktestPlan plan(List<SeriesData> series, WindowSpec window) {
    List<WindowPosition> positions = new ArrayList<>();
    List<Integer> ends = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      int cutoff = all.get(i).train().length;
      if (cutoff < window.inputSize() || all.get(i).test().length != window.horizon()) {
        throw new IllegalArgumentException(
            "series %s: %d rows and %d to forecast (expected: at least input-size %d, and horizon %d)"
                .formatted(
                    all.get(i).id(),
                    cutoff,
                    all.get(i).test().length,
                    window.inputSize(),
                    window.horizon()));
      }
      positions.add(new WindowPosition(i, cutoff));
      ends.add(cutoff);
    }
    return new BacktestPlan(
        NAME,
        series,
        List.of(new Fold(positions, ends)),
        past -> TrainingData.withLastRows(past, VALIDATION_HORIZONS * window.horizon()));
  }

  /** The overall weighted average of a forecaster, from its means over all series. */
  public double owa(Measures measures) {
    double smape = 0;
    double mase = 0;
    for (M4Series one : all) {
      double[] history = doubles(one.train());
      double[] actual = doubles(one.test());
      double[] naive2 = Naive2.forecast(history, period, actual.length);
      smape += Accuracy.smape(actual, naive2) / all.size();
      mase += Accuracy.mase(actual, naive2, Accuracy.seasonalError(history, period)) / all.size();
    }
    return Accuracy.owa(measures.smape(), measures.mase(), smape, mase);
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }
}
