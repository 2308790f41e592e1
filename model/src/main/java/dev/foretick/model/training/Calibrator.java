package dev.foretick.model.training;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.model.dataset.WindowPosition;
import dev.foretick.model.dl4j.Dl4jNetwork;
import dev.foretick.model.interval.IntervalCalibration;
import dev.foretick.model.interval.QuantileAssembly;
import dev.foretick.model.interval.ResidualCollector;
import dev.foretick.model.interval.ResidualQuantiles;
import dev.foretick.model.interval.ResidualSample;
import dev.foretick.model.scaling.WindowScaler;
import java.util.List;

/** Measures on the validation part how far forecasts miss, which is what intervals are made of. */
final class Calibrator {
  /** Windows that are measured: more would not move a quantile. */
  private static final int MAX_WINDOWS = 10_000;

  private final History history;
  private final WindowScaler scaler;
  private final int horizon;
  private final QuantileLevels levels;
  private final List<WindowPosition> windows;

  Calibrator(TrainingOptions options, History history, WindowScaler scaler) {
    this.history = history;
    this.scaler = scaler;
    this.horizon = options.window().horizon();
    this.levels = options.levels();
    this.windows = history.validation().thinned(MAX_WINDOWS);
  }

  /** The residuals of a network and of the naive forecast. */
  IntervalCalibration calibrate(Dl4jNetwork network) {
    QuantileAssembly assembly = new QuantileAssembly(horizon, levels);
    ResidualCollector collector = new ResidualCollector(horizon, levels, windows.size());
    float[] quantiles = new float[assembly.length()];
    history.forEachBatch(
        windows,
        (positions, batch) -> {
          ScaledExamples examples = history.scaled(positions, batch, scaler);
          float[] output = network.output(examples.windows().values(), examples.size());
          for (int row = 0; row < examples.size(); row++) {
            assembly.assemble(output, row * assembly.length(), quantiles, 0);
            collector.add(quantiles, 0, examples.targets(), row * horizon);
          }
        });
    return collector.calibration();
  }

  /**
   * The quantiles of the seasonal naive forecast's errors in scaled units: [horizon][quantiles].
   */
  float[][] seasonalQuantiles(int period, int inputSize) {
    ResidualSample sample = new ResidualSample(horizon, windows.size());
    history.forEachBatch(
        windows,
        (positions, batch) -> {
          double[] scales = scaler.scale(batch).scales();
          float[] targets = history.targets(positions);
          for (int row = 0; row < batch.size(); row++) {
            int end = row * batch.spec().windowLength() + inputSize;
            for (int step = 0; step < horizon; step++) {
              float point = batch.values().get(end - period + step % period);
              sample.add(step, scaler.distance(targets[row * horizon + step], point, scales[row]));
            }
          }
        });
    return ResidualQuantiles.of(sample.ascending(), levels);
  }
}
