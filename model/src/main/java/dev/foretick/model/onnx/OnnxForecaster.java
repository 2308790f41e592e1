package dev.foretick.model.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.WindowBatch;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.forecaster.ForecastFailedException;
import dev.foretick.model.forecaster.Forecaster;
import dev.foretick.model.trained.TrainedModel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Forecasts with ONNX Runtime. Owns one session; the runtime reads the batch's memory in place and
 * writes into memory that the forecaster keeps.
 */
public final class OnnxForecaster implements Forecaster {
  private static final String INPUT = OnnxExporter.INPUT;
  private static final String OUTPUT = OnnxExporter.OUTPUT;

  private final String name;
  private final WindowSpec window;
  private final QuantileLevels levels;

  /** Whether the graph asks for the group of each window's series. */
  private final boolean grouped;

  private final OrtEnvironment environment;
  private final OrtSession session;

  /** Shape [windowsPerCall, horizon, quantiles]. */
  private final FloatBuffer outputs;

  private final int windowsPerCall;
  private boolean closed;

  /**
   * Opens a session.
   *
   * @param graph of the model, from {@link OnnxExporter}
   * @throws IllegalArgumentException if ONNX Runtime refuses the graph or it is not of the model's
   *     shape
   * @throws LinkageError if ONNX Runtime has no native library for this platform
   */
  public OnnxForecaster(TrainedModel model, byte[] graph, OnnxOptions options) {
    this.name = model.name();
    this.window = model.window();
    this.levels = model.levels();
    this.grouped = model.groups().count() > 1;
    this.windowsPerCall = options.windowsPerCall();
    int floats = Math.multiplyExact(windowsPerCall, forecastLength());
    this.outputs =
        ByteBuffer.allocateDirect(Math.multiplyExact(floats, Float.BYTES))
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    this.environment = OrtEnvironment.getEnvironment();
    this.session = open(environment, graph, options);
    try {
      requireShape(session.getInputInfo().get(INPUT), window.channels(), window.inputSize());
      requireShape(session.getOutputInfo().get(OUTPUT), window.horizon(), levels.count());
      if (session.getInputInfo().containsKey(OnnxExporter.GROUP) != grouped) {
        throw new IllegalArgumentException(
            "inputs %s (expected: %s only for several groups)"
                .formatted(session.getInputNames(), OnnxExporter.GROUP));
      }
    } catch (OrtException | IllegalArgumentException e) {
      close();
      throw new IllegalArgumentException("model.onnx: " + e.getMessage(), e);
    }
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
  public void forecastInto(WindowBatch windows, float[] target, int from) {
    windows.requireWindowsOf(window);
    FloatBuffer rows = windows.values();
    try {
      for (int row = 0; row < windows.size(); row += windowsPerCall) {
        int count = Math.min(windowsPerCall, windows.size() - row);
        int length = window.windowLength();
        run(rows.slice(row * length, count * length), windows.groups().slice(row, count), count);
        outputs.get(0, target, from + row * forecastLength(), count * forecastLength());
      }
    } catch (OrtException e) {
      throw new ForecastFailedException(
          "ONNX Runtime: %s (batch of %d windows)".formatted(e.getMessage(), windows.size()), e);
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime: " + e.getMessage(), e);
    }
  }

  /**
   * One call: from {@code rows} [count, channels, inputSize] and their {@code groups} [count] into
   * the start of the outputs.
   */
  private void run(FloatBuffer rows, LongBuffer groups, int count) throws OrtException {
    long[] inputShape = {count, window.channels(), window.inputSize()};
    long[] outputShape = {count, window.horizon(), levels.count()};
    FloatBuffer memory = outputs.slice(0, count * forecastLength());
    try (OnnxTensor input = OnnxTensor.createTensor(environment, rows, inputShape);
        OnnxTensor output = OnnxTensor.createTensor(environment, memory, outputShape)) {
      if (grouped) {
        try (OnnxTensor group = OnnxTensor.createTensor(environment, groups, new long[] {count})) {
          session
              .run(Map.of(INPUT, input, OnnxExporter.GROUP, group), Map.of(OUTPUT, output))
              .close();
        }
      } else {
        session.run(Map.of(INPUT, input), Map.of(OUTPUT, output)).close();
      }
    }
  }

  private static OrtSession open(OrtEnvironment environment, byte[] graph, OnnxOptions options) {
    try (OrtSession.SessionOptions session = new OrtSession.SessionOptions()) {
      session.setIntraOpNumThreads(options.threads());
      session.setInterOpNumThreads(1);
      session.addConfigEntry("session.intra_op.allow_spinning", options.spinning() ? "1" : "0");
      return environment.createSession(graph, session);
    } catch (OrtException e) {
      throw new IllegalArgumentException(
          "model.onnx: %s (expected: a graph that ONNX Runtime %s runs)"
              .formatted(e.getMessage(), environment.getVersion()),
          e);
    }
  }

  private static void requireShape(@Nullable NodeInfo found, int rows, int columns) {
    long[] expected = {-1, rows, columns};
    if (found == null
        || !(found.getInfo() instanceof TensorInfo tensor)
        || !Arrays.equals(tensor.getShape(), expected)) {
      throw new IllegalArgumentException(
          "%s (expected: shape %s)".formatted(found, Arrays.toString(expected)));
    }
  }
}
