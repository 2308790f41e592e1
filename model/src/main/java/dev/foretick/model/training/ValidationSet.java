package dev.foretick.model.training;

import dev.foretick.common.series.PointForecast;
import dev.foretick.common.window.WindowBatch;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.baseline.PointBaseline;
import dev.foretick.model.dataset.WindowPosition;
import dev.foretick.model.dl4j.Dl4jNetwork;
import dev.foretick.model.interval.QuantileAssembly;
import dev.foretick.model.scaling.WindowScaler;
import java.util.List;
import java.util.function.IntPredicate;

/** The windows that choose blends and calibrate intervals, and what forecasters say of them. */
final class ValidationSet {
  /** Windows that are looked at: more would not move a quantile. */
  private static final int MAX_WINDOWS = 12_000;

  /** As many more where there are many series: enough to tell one from another. */
  private static final int WINDOWS_PER_SERIES = 120;

  /** Numbers that one forecaster may say of all windows together. */
  private static final int MAX_NUMBERS = 40_000_000;

  private final History history;
  private final WindowScaler scaler;
  private final WindowSpec window;
  private final PointForecast point;
  private final QuantileAssembly assembly;
  private final List<WindowPosition> positions;

  /** Shape [windows, horizon], scaled. */
  private final float[] targets;

  ValidationSet(TrainingOptions options, History history, WindowScaler scaler) {
    this.history = history;
    this.scaler = scaler;
    this.window = options.window();
    this.point = options.point();
    this.assembly = new QuantileAssembly(window.horizon(), options.levels());
    int wanted =
        Math.max(MAX_WINDOWS, Math.multiplyExact(WINDOWS_PER_SERIES, history.series().size()));
    int most = Math.min(wanted, Math.max(1, MAX_NUMBERS / assembly.length()));
    this.positions = history.validation().thinned(most);
    this.targets = new float[positions.size() * window.horizon()];
    forEachRow(
        (raw, examples, row, index) ->
            System.arraycopy(
                examples.targets(),
                row * window.horizon(),
                targets,
                index * window.horizon(),
                window.horizon()));
  }

  /** One window at a time. */
  interface RowAction {
    /**
     * Looks at a window.
     *
     * @param row of the window in the batch
     * @param index of the window among all
     */
    void accept(WindowBatch raw, ScaledExamples examples, int row, int index);
  }

  int size() {
    return positions.size();
  }

  /** The series of a window. */
  int series(int index) {
    return positions.get(index).series();
  }

  /** All windows of a series, also those that are not looked at. */
  int windowsOf(int series) {
    return history.validation().windowsOf(series);
  }

  /** What came, shape [windows, horizon], scaled. */
  float[] targets() {
    return targets;
  }

  /** What a network says: its quantiles, shape [windows, horizon, quantiles], scaled. */
  float[] quantiles(Dl4jNetwork network) {
    float[] quantiles = new float[size() * assembly.length()];
    int[] done = new int[1];
    history.forEachBatch(
        positions,
        (some, raw) -> {
          ScaledExamples examples = history.scaled(some, raw, scaler);
          float[] output = network.output(examples.windows().values(), examples.size());
          for (int row = 0; row < examples.size(); row++) {
            int from = row * assembly.length();
            assembly.assemble(output, from, quantiles, done[0]++ * assembly.length());
          }
        });
    return quantiles;
  }

  /** What a baseline says: shape [windows, horizon], scaled. */
  float[] distances(PointBaseline baseline) {
    float[] distances = new float[targets.length];
    forEachRow(
        (raw, examples, row, index) ->
            baseline.forecast(raw, examples.windows(), row, distances, index * window.horizon()));
    return distances;
  }

  /** The unit of a baseline's errors, one for each window. */
  double[] errorUnits(PointBaseline baseline) {
    double[] units = new double[size()];
    forEachRow(
        (raw, examples, row, index) ->
            units[index] = baseline.errorUnit(raw, examples.windows(), row));
    return units;
  }

  /** How far forecasts of all series are off on average. */
  double error(float[] middles) {
    return error(middles, series -> true);
  }

  /** How far forecasts are off on average. */
  double error(float[] middles, IntPredicate speakers) {
    return error(at -> middles[at], speakers);
  }

  /**
   * How far forecasts are off on average, by the measure that the model's point forecasts are for:
   * absolute errors for medians, squared ones for means.
   *
   * @param middles of shape [windows, horizon], scaled
   * @param speakers the series that count
   * @return NaN if none of them has a window
   */
  double error(Middles middles, IntPredicate speakers) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < size(); i++) {
      if (!speakers.test(series(i))) {
        continue;
      }
      for (int at = i * window.horizon(); at < (i + 1) * window.horizon(); at++) {
        double error = targets[at] - middles.at(at);
        sum +=
            switch (point) {
              case MEDIAN -> Math.abs(error);
              case MEAN -> error * error;
            };
        count++;
      }
    }
    return sum / count;
  }

  /** Point forecasts of shape [windows, horizon], scaled. */
  interface Middles {
    float at(int index);
  }

  /** The middle of each step: from [windows, horizon, quantiles] to [windows, horizon]. */
  float[] middles(float[] quantiles) {
    int count = assembly.length() / window.horizon();
    float[] middles = new float[targets.length];
    for (int i = 0; i < middles.length; i++) {
      middles[i] = quantiles[i * count + count / 2];
    }
    return middles;
  }

  private void forEachRow(RowAction action) {
    int[] done = new int[1];
    history.forEachBatch(
        positions,
        (some, raw) -> {
          ScaledExamples examples = history.scaled(some, raw, scaler);
          for (int row = 0; row < examples.size(); row++) {
            action.accept(raw, examples, row, done[0]++);
          }
        });
  }
}
