package dev.foretick.stream.score;

import java.util.Arrays;

/** Sums behind a {@link StepAccuracy}. One thread owns it. */
final class RunningAccuracy {
  private static final int COUNT = 0;
  private static final int COVERED = 1;
  private static final int SCALED = 2;
  private static final int ERROR = 3;
  private static final int NAIVE_ERROR = 4;
  private static final int SCALED_ERROR = 5;
  private static final int NAIVE_SCALED_ERROR = 6;

  private final double[] sums = new double[NAIVE_SCALED_ERROR + 1];
  private final double[] kept = sums.clone();

  /**
   * Counts one step of one forecast.
   *
   * @param scale the mean absolute change of the series up to the cutoff; not positive if unknown
   */
  void add(double actual, float yhat, float lower, float upper, float naive, double scale) {
    double distance = Math.abs(actual - yhat);
    double naiveDistance = Math.abs(actual - naive);
    sums[COUNT]++;
    sums[COVERED] += lower <= actual && actual <= upper ? 1 : 0;
    sums[ERROR] += distance;
    sums[NAIVE_ERROR] += naiveDistance;
    if (scale > 0) {
      sums[SCALED]++;
      sums[SCALED_ERROR] += distance / scale;
      sums[NAIVE_SCALED_ERROR] += naiveDistance / scale;
    }
  }

  /** What was counted so far stays counted. */
  void keep() {
    System.arraycopy(sums, 0, kept, 0, sums.length);
  }

  /** Forgets what was counted since {@link #keep}. */
  void rollBack() {
    System.arraycopy(kept, 0, sums, 0, sums.length);
  }

  /** Forgets everything. */
  void reset() {
    Arrays.fill(sums, 0);
    keep();
  }

  StepAccuracy snapshot() {
    return new StepAccuracy(
        (long) sums[COUNT],
        (long) sums[SCALED],
        mean(ERROR, COUNT),
        mean(NAIVE_ERROR, COUNT),
        mean(SCALED_ERROR, SCALED),
        mean(NAIVE_SCALED_ERROR, SCALED),
        mean(COVERED, COUNT));
  }

  private double mean(int sum, int terms) {
    return sums[terms] == 0 ? Double.NaN : sums[sum] / sums[terms];
  }
}
