package dev.foretick.model.dl4j;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.WindowBatch;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.model.forecaster.ForecastFailedException;
import dev.foretick.model.forecaster.Forecaster;
import dev.foretick.model.forecaster.QuantileForecasts;
import dev.foretick.model.interval.IntervalCalibration;
import dev.foretick.model.interval.QuantileAssembly;
import dev.foretick.model.network.NetworkSpec;
import dev.foretick.model.network.NetworkWeights;
import dev.foretick.model.scaling.ScaledWindows;
import dev.foretick.model.scaling.WindowScaler;
import dev.foretick.model.scaling.WindowScaling;

/** The reference for every other runtime, and the stand-in where none has a native library. */
public final class Dl4jForecaster implements Forecaster {
  private final String name;
  private final WindowSpec window;
  private final QuantileLevels levels;
  private final Dl4jNetwork network;
  private final WindowScaler scaler;
  private final QuantileAssembly assembly;
  private final float[][] offsets;

  public Dl4jForecaster(ModelBundle bundle) {
    this(
        bundle.window(),
        bundle.network(),
        bundle.weights(),
        bundle.scaling(),
        bundle.levels(),
        bundle.calibration());
  }

  /** Makes a forecaster of a network that is not in a bundle yet. */
  public Dl4jForecaster(
      WindowSpec window,
      NetworkSpec network,
      NetworkWeights weights,
      WindowScaling scaling,
      QuantileLevels levels,
      IntervalCalibration calibration) {
    this.name = network.name();
    this.window = window;
    this.levels = levels;
    this.scaler = new WindowScaler(scaling, window);
    this.assembly = new QuantileAssembly(window.horizon(), levels);
    this.offsets = calibration.offsets(levels);
    this.network = new Dl4jNetwork(window, network, levels, 0);
    this.network.restore(weights);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public WindowSpec windowSpec() {
    return window;
  }

  @Override
  public QuantileLevels levels() {
    return levels;
  }

  @Override
  public QuantileForecasts forecast(WindowBatch windows) {
    windows.requireWindowsOf(window);
    ScaledWindows scaled = scaler.scale(windows);
    float[] outputs = run(scaled);
    float[] quantiles = new float[outputs.length];
    for (int row = 0; row < scaled.size(); row++) {
      int from = row * assembly.length();
      assembly.assemble(outputs, from, quantiles, from);
      assembly.calibrate(quantiles, from, offsets);
      for (int i = from; i < from + assembly.length(); i++) {
        quantiles[i] = scaler.unscale(quantiles[i], scaled.anchors()[row], scaled.scales()[row]);
      }
    }
    return new QuantileForecasts(scaled.size(), window.horizon(), levels.count(), quantiles);
  }

  @Override
  public void close() {
    network.close();
  }

  private float[] run(ScaledWindows scaled) {
    try {
      return network.output(scaled.values(), scaled.size());
    } catch (RuntimeException e) {
      throw new ForecastFailedException(
          "deeplearning4j failed on %d windows".formatted(scaled.size()), e);
    }
  }
}
