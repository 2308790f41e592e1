package dev.foretick.model.dataset;

import dev.foretick.common.series.SeriesId;
import java.util.Random;

/** Seeded histories, one row a minute. */
public final class SyntheticSeries {
  private static final long MINUTE = 60_000_000_000L;

  private SyntheticSeries() {}

  /** {@code level + sin(2π t / period) + noise}. */
  public static SeriesData sine(int rows, int period, double level, double noise, long seed) {
    Random random = new Random(seed);
    float[] target = new float[rows];
    for (int row = 0; row < rows; row++) {
      double wave = Math.sin(2 * Math.PI * row / period);
      target[row] = (float) (level + wave + noise * random.nextGaussian());
    }
    return of("sine-" + seed, target);
  }

  /** A history of the given channels, the target first. */
  public static SeriesData of(String id, float[]... channels) {
    long[] times = new long[channels[0].length];
    for (int row = 0; row < times.length; row++) {
      times[row] = row * MINUTE;
    }
    return new SeriesData(new SeriesId(id), times, channels);
  }

  /** 0, 1, 2, … */
  public static float[] count(int rows) {
    float[] values = new float[rows];
    for (int row = 0; row < rows; row++) {
      values[row] = row;
    }
    return values;
  }
}
