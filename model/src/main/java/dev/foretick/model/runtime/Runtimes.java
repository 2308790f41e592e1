package dev.foretick.model.runtime;

import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.model.dl4j.Dl4jForecaster;
import dev.foretick.model.forecaster.Forecaster;
import dev.foretick.model.onnx.OnnxExporter;
import dev.foretick.model.onnx.OnnxForecaster;
import dev.foretick.model.onnx.OnnxOptions;
import dev.foretick.model.trained.TrainedModel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens bundles in a runtime. No class of Deeplearning4j or ND4J is loaded unless it is their turn.
 */
public final class Runtimes {
  private static final Logger log = LoggerFactory.getLogger(Runtimes.class);

  private Runtimes() {}

  /** Opens a bundle with one thread for each call. */
  public static Forecaster open(ModelBundle bundle, RuntimeKind kind) {
    return open(bundle, kind, OnnxOptions.DEFAULT.threads());
  }

  /**
   * Opens a bundle as {@link #open(TrainedModel, byte[], RuntimeKind, int)} opens a model. ONNX
   * Runtime is given a graph that is built here, from weights that were checked: whatever else
   * stands in a bundle's own graph never gets to native code.
   */
  public static Forecaster open(ModelBundle bundle, RuntimeKind kind, int threads) {
    byte[] graph = kind == RuntimeKind.DL4J ? new byte[0] : OnnxExporter.export(bundle.model());
    return open(bundle.model(), graph, kind, threads);
  }

  /**
   * Opens a model.
   *
   * @param graph of the model, for ONNX Runtime
   * @param threads that ONNX Runtime computes one call with; Deeplearning4j has its own setting,
   *     {@code OMP_NUM_THREADS}
   * @throws IllegalArgumentException if the runtime refuses the model
   * @throws LinkageError if the runtime that was asked for has no native library for this platform
   */
  public static Forecaster open(TrainedModel model, byte[] graph, RuntimeKind kind, int threads) {
    return switch (kind) {
      case ONNX -> new OnnxForecaster(model, graph, OnnxOptions.withThreads(threads));
      case DL4J -> dl4j(model);
      case AUTO -> onnxOrDl4j(model, graph, threads);
    };
  }

  private static Forecaster onnxOrDl4j(TrainedModel model, byte[] graph, int threads) {
    try {
      return new OnnxForecaster(model, graph, OnnxOptions.withThreads(threads));
    } catch (LinkageError e) {
      log.warn(
          "ONNX Runtime has no native library for {} {}: Deeplearning4j forecasts instead, more"
              + " slowly ({})",
          System.getProperty("os.name"),
          System.getProperty("os.arch"),
          e.toString());
      return dl4j(model);
    }
  }

  private static Forecaster dl4j(TrainedModel model) {
    return new Dl4jForecaster(model);
  }
}
