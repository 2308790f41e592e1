package dev.foretick.model.interval;

import java.util.Arrays;

/** The errors of each step of a horizon. */
public final class ResidualSample {
  private final float[][] errors;
  private final int[] counts;

  /**
   * Makes room.
   *
   * @param windows the most errors of a step
   */
  public ResidualSample(int horizon, int windows) {
    this.errors = new float[horizon][windows];
    this.counts = new int[horizon];
  }

  /** Takes in an error of a step, which counts from 0. */
  public void add(int step, float error) {
    errors[step][counts[step]++] = error;
  }

  /** Each step's errors in ascending order, thinned where there are many: shape [horizon][n]. */
  public float[][] ascending() {
    float[][] ascending = new float[errors.length][];
    for (int step = 0; step < errors.length; step++) {
      float[] sorted = Arrays.copyOf(errors[step], counts[step]);
      Arrays.sort(sorted);
      ascending[step] = OrderStatistics.thinned(sorted);
    }
    return ascending;
  }
}
