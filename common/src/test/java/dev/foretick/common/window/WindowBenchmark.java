package dev.foretick.common.window;

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
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long it takes to append one observation to a full window and to copy the window into a batch.
 * Samples whole batches, so that the median holds on a machine that has other work too.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@NullUnmarked // The fields are set before each trial.
public class WindowBenchmark {
  private static final int CAPACITY = 64;

  @Param({"16", "96", "336"})
  public int inputSize;

  private float[] observation;
  private SlidingWindow window;
  private WindowBatch batch;
  private long time;

  @Setup(Level.Trial)
  public void open() {
    WindowSpec spec = new WindowSpec(inputSize, 12, 1);
    observation = new float[] {101.25f};
    window = new SlidingWindow(spec);
    batch = new WindowBatch(spec, CAPACITY);
    for (int i = 0; i < inputSize; i++) {
      window.append(observation, time++);
    }
  }

  @Benchmark
  @OperationsPerInvocation(CAPACITY)
  public WindowBatch appendAndAdd() {
    batch.clear();
    while (!batch.isFull()) {
      window.append(observation, time++);
      batch.add(window);
    }
    return batch;
  }
}
