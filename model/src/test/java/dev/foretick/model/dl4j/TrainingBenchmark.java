package dev.foretick.model.dl4j;

import dev.foretick.common.series.PointForecast;
import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.network.ConvBlock;
import dev.foretick.model.network.NetworkSpec;
import java.util.List;
import java.util.Random;
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
 * How many windows a second go through a network, with the layers of this package and with
 * Deeplearning4j's own: steps of training on batches of {@value #BATCH}, and output alone.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@OperationsPerInvocation(TrainingBenchmark.BATCH)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
@NullUnmarked // The fields are set before each trial.
public class TrainingBenchmark {
  static final int BATCH = 256;

  /** What is trained, on windows of 336 observations with a horizon of 24. */
  public enum Network {
    /** 14 patches of 24 observations, 64 hidden units. */
    PATCHES_24_HIDDEN_64,
    /** 14 patches of 24 observations, two layers of 64 hidden units. */
    PATCHES_24_HIDDEN_64_64;

    NetworkSpec spec() {
      List<ConvBlock> patches = List.of(ConvBlock.patchEmbedding(24, 64));
      return switch (this) {
        case PATCHES_24_HIDDEN_64 -> new NetworkSpec(patches, List.of(64), 0, true);
        case PATCHES_24_HIDDEN_64_64 -> new NetworkSpec(patches, List.of(64, 64), 0, true);
      };
    }
  }

  @Param public Network network = Network.PATCHES_24_HIDDEN_64;

  @Param({"STOCK", "FUSED"})
  public String layers;

  private Dl4jNetwork trained;
  private float[] windows;
  private float[] targets;

  @Setup(Level.Trial)
  public void open() {
    WindowSpec window = new WindowSpec(336, 24, 1);
    QuantileLevels levels = QuantileLevels.centralInterval(90);
    trained =
        new Dl4jNetwork(
            window, network.spec(), levels, PointForecast.MEDIAN, Layers.valueOf(layers), 1);
    windows = gaussians(1, BATCH * window.windowLength());
    targets = gaussians(2, BATCH * window.horizon());
  }

  @Benchmark
  public double fit() {
    return trained.fit(windows, targets, BATCH, 1e-3);
  }

  @Benchmark
  public float[] output() {
    return trained.output(windows, BATCH);
  }

  @TearDown(Level.Trial)
  public void close() {
    trained.close();
  }

  private static float[] gaussians(long seed, int count) {
    Random random = new Random(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
