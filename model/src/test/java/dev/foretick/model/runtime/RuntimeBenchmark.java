package dev.foretick.model.runtime;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.WindowBatch;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.model.forecaster.Forecaster;
import dev.foretick.model.forecaster.QuantileForecasts;
import dev.foretick.model.network.ConvBlock;
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
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long each runtime takes for one batch, from raw windows to raw quantiles. Samples calls, so
 * that the median holds on a machine that has other work too.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
@NullUnmarked // The fields are set before each trial.
public class RuntimeBenchmark {
  /** What is forecast with. */
  public enum Network {
    /** 64 observations in patches of 8, 32 hidden units: the network of the demo. */
    PATCHES_8_HIDDEN_32,
    /** 64 observations one by one, 64 hidden units. */
    POINTWISE_64_HIDDEN_64;

    NetworkSpec spec() {
      return switch (this) {
        case PATCHES_8_HIDDEN_32 ->
            new NetworkSpec(List.of(ConvBlock.patchEmbedding(8, 32)), List.of(32), 0, true);
        case POINTWISE_64_HIDDEN_64 -> new NetworkSpec(List.of(), List.of(64), 0, true);
      };
    }
  }

  @Param public Network network = Network.PATCHES_8_HIDDEN_32;

  @Param({"1", "16", "64"})
  public int batch;

  @Param({"ONNX", "DL4J"})
  public RuntimeKind runtime = RuntimeKind.ONNX;

  private Forecaster forecaster;
  private WindowBatch windows;

  @Setup(Level.Trial)
  public void open() {
    ModelBundle bundle =
        RandomModels.bundle(
            1,
            new WindowSpec(64, 12, 1),
            network.spec(),
            TargetTransform.NONE,
            Normalization.INSTANCE,
            QuantileLevels.centralInterval(90));
    forecaster = Runtimes.open(bundle, runtime);
    windows = RandomModels.walks(2, bundle.window(), batch, 1000);
  }

  @Benchmark
  public QuantileForecasts forecast() {
    return forecaster.forecast(windows);
  }

  @TearDown(Level.Trial)
  public void close() {
    forecaster.close();
  }
}
