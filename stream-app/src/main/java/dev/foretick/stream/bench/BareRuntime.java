package dev.foretick.stream.bench;

import dev.foretick.common.window.Window;
import dev.foretick.common.window.WindowBatch;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.forecaster.Forecaster;
import java.time.Duration;
import java.util.Random;

/** How fast a forecaster is that nobody feeds and nobody listens to. */
final class BareRuntime {
  private static final double LEVEL = 100;
  private static final Duration WARM_UP = Duration.ofMillis(500);

  private BareRuntime() {}

  /**
   * What it came to.
   *
   * @param batch windows in each call
   */
  record Speed(int batch, double windowsPerSecond) {}

  /** Forecasts the same windows again and again, for so long, on this thread. */
  static Speed measure(Forecaster forecaster, int batch, Duration duration) {
    WindowBatch windows = walks(forecaster.windowSpec(), batch);
    repeat(forecaster, windows, WARM_UP);
    return new Speed(batch, repeat(forecaster, windows, duration));
  }

  private static double repeat(Forecaster forecaster, WindowBatch windows, Duration duration) {
    long start = System.nanoTime();
    long elapsed;
    long count = 0;
    do {
      count += forecaster.forecast(windows).size();
      elapsed = System.nanoTime() - start;
    } while (elapsed < duration.toNanos());
    return count * 1e9 / elapsed;
  }

  private static WindowBatch walks(WindowSpec spec, int count) {
    Random random = new Random(1);
    WindowBatch batch = new WindowBatch(spec, count);
    for (int row = 0; row < count; row++) {
      float[] values = new float[spec.windowLength()];
      double walk = LEVEL;
      for (int i = 0; i < values.length; i++) {
        walk += random.nextGaussian() / LEVEL;
        values[i] = (float) walk;
      }
      batch.add(new Window(spec.channels(), row, values));
    }
    return batch;
  }
}
