package dev.foretick.model.onnx;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.WindowBatch;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.model.network.NetworkSpec;
import dev.foretick.model.scaling.Normalization;
import dev.foretick.model.scaling.TargetTransform;
import dev.foretick.model.testing.RandomModels;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many windows a second {@link OnnxOptions} give. {@code -t N} measures N loops, each of which
 * has its own session as in a server.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@NullUnmarked // The fields are set before each trial.
public class OnnxOptionsBenchmark {
  private static final int BATCH = 512;

  @Param({"32", "64"})
  public int hidden;

  @Param({"16", "64"})
  public int inputSize;

  @Param({"8", "16", "32", "64", "128"})
  public int windowsPerCall;

  @Param({"1", "2"})
  public int threads;

  @Param({"false", "true"})
  public boolean spinning;

  private OnnxForecaster forecaster;
  private WindowBatch windows;
  private float[] forecasts;

  @Setup(Level.Trial)
  public void open() {
    ModelBundle bundle =
        RandomModels.bundle(
            1,
            new WindowSpec(inputSize, 12, 1),
            new NetworkSpec(List.of(), List.of(hidden), 0, true),
            TargetTransform.NONE,
            Normalization.INSTANCE,
            QuantileLevels.centralInterval(90));
    forecaster =
        new OnnxForecaster(
            bundle.model(), bundle.onnxGraph(), new OnnxOptions(threads, windowsPerCall, spinning));
    windows = RandomModels.walks(2, bundle.window(), BATCH, 1000);
    forecasts = new float[BATCH * bundle.window().horizon() * 3];
  }

  @Benchmark
  @OperationsPerInvocation(BATCH)
  public float[] forecast() {
    forecaster.forecastInto(windows, forecasts, 0);
    return forecasts;
  }

  @TearDown(Level.Trial)
  public void close() {
    forecaster.close();
  }
}
