package dev.foretick.model.dl4j;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.WindowBatch;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.forecaster.ForecastFailedException;
import dev.foretick.model.forecaster.Forecaster;
import dev.foretick.model.interval.QuantileAssembly;
import dev.foretick.model.scaling.ScaledWindows;
import dev.foretick.model.scaling.WindowScaler;
import dev.foretick.model.trained.Blending;
import dev.foretick.model.trained.TrainedModel;

/** The reference for every other runtime, and the stand-in where none has a native library. */
public final class Dl4jForecaster implements Forecaster {
  private final TrainedModel model;
  private final Dl4jNetwork network;
  private final WindowScaler scaler;
  private final QuantileAssembly assembly;
  private final Blending blending;

  /** Shape [groups][horizon][quantiles]. */
  private final float[][][] offsets;

  public Dl4jForecaster(TrainedModel model) {
    this.model = model;
    this.scaler = new WindowScaler(model.scaling(), model.window());
    this.assembly = new QuantileAssembly(model.window().horizon(), model.levels());
    this.blending = new Blending(model.groups(), scaler, model.window(), model.levels());
    this.offsets = model.groups().offsets(model.levels());
    this.network =
        new Dl4jNetwork(model.window(), model.network(), model.levels(), model.point(), 0);
    this.network.restore(model.weights());
  }

  @Override
  public String name() {
    return model.name();
  }

  @Override
  public WindowSpec windowSpec() {
    return model.window();
  }

  @Override
  public QuantileLevels levels() {
    return model.levels();
  }

  @Override
  public void forecastInto(WindowBatch windows, float[] target, int from) {
    windows.requireWindowsOf(model.window());
    ScaledWindows scaled = scaler.scale(windows);
    float[] outputs = run(scaled);
    for (int row = 0; row < scaled.size(); row++) {
      int to = from + row * assembly.length();
      assembly.assemble(outputs, row * assembly.length(), target, to);
      blending.blend(windows, scaled, row, target, to);
      assembly.calibrate(target, to, offsets[windows.group(row)]);
      for (int i = to; i < to + assembly.length(); i++) {
        target[i] = scaler.unscale(target[i], scaled.anchors()[row], scaled.scales()[row]);
      }
    }
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
