package dev.foretick.model.auto;

import dev.foretick.common.series.SeriesId;
import dev.foretick.model.dataset.SeriesData;
import java.time.Duration;
import java.util.Random;
import java.util.function.IntToDoubleFunction;

/** Seeded histories of several kinds. */
final class Histories {
  private Histories() {}

  /** Rows a fixed time apart, from Monday 1973-01-01 on. */
  static SeriesData regular(Duration gap, int rows, IntToDoubleFunction value) {
    long[] times = new long[rows];
    float[] target = new float[rows];
    for (int row = 0; row < rows; row++) {
      times[row] = Duration.ofDays(1_096).toNanos() + row * gap.toNanos();
      target[row] = (float) value.applyAsDouble(row);
    }
    return new SeriesData(new SeriesId("regular"), times, new float[][] {target});
  }

  /** A wave about a level, in noise. */
  static IntToDoubleFunction wave(double period, double level, double noise, long seed) {
    Random random = new Random(seed);
    return row -> level + Math.sin(2 * Math.PI * row / period) + noise * random.nextGaussian();
  }

  /** A walk from a start by independent steps. */
  static IntToDoubleFunction walk(double start, double step, long seed) {
    Random random = new Random(seed);
    double[] at = {start};
    return row -> at[0] += step * random.nextGaussian();
  }

  /** A price that moves by a tenth of a permille in one of five rows, up to a second apart. */
  static SeriesData ticks(int rows, long seed) {
    Random random = new Random(seed);
    long[] times = new long[rows];
    float[] target = new float[rows];
    double price = 50;
    long time = 0;
    for (int row = 0; row < rows; row++) {
      time += (long) (-1e9 * Math.log(1 - random.nextDouble()));
      if (random.nextDouble() < 0.2) {
        price *= random.nextBoolean() ? 1.0001 : 1 / 1.0001;
      }
      times[row] = time;
      target[row] = (float) price;
    }
    return new SeriesData(new SeriesId("ticks"), times, new float[][] {target});
  }
}
