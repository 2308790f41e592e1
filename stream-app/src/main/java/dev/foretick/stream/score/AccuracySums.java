package dev.foretick.stream.score;

import java.util.Arrays;

/** Sums behind the {@link StepAccuracy} of some steps. One thread owns it. */
final class AccuracySums {
  /** Shape [steps, width]. */
  private final double[] sums;

  private final int width;

  /** What counts for good; another array each time, so that others may read it. */
  private double[] kept;

  private boolean changed;

  AccuracySums(int steps, int intervals) {
    this.width = StepAccuracy.COVERED + intervals;
    this.sums = new double[steps * width];
    this.kept = sums.clone();
  }

  /**
   * Counts one step of one forecast.
   *
   * @param row of the sums that it is counted in
   * @param seasonal what repeating the last season said; NaN if nobody knows
   * @param scale the mean absolute change of the series up to the cutoff; not positive if unknown
   */
  void add(int row, float actual, float yhat, float naive, float seasonal, double scale) {
    changed = true;
    int from = row * width;
    double distance = Math.abs(actual - (double) yhat);
    double naiveDistance = Math.abs(actual - (double) naive);
    double seasonalDistance = Math.abs(actual - (double) seasonal);
    boolean isSeasonal = seasonalDistance >= 0;
    sums[from + StepAccuracy.COUNT]++;
    sums[from + StepAccuracy.ERROR] += distance;
    sums[from + StepAccuracy.NAIVE_ERROR] += naiveDistance;
    if (isSeasonal) {
      sums[from + StepAccuracy.SEASONAL]++;
      sums[from + StepAccuracy.SEASONAL_ERROR] += seasonalDistance;
    }
    if (scale > 0) {
      sums[from + StepAccuracy.SCALED]++;
      sums[from + StepAccuracy.SCALED_ERROR] += distance / scale;
      sums[from + StepAccuracy.NAIVE_SCALED_ERROR] += naiveDistance / scale;
      sums[from + StepAccuracy.SEASONAL_SCALED_ERROR] += isSeasonal ? seasonalDistance / scale : 0;
    }
  }

  /** A prediction interval of the step that was just counted held its value. */
  void covered(int row, int interval) {
    sums[row * width + StepAccuracy.COVERED + interval]++;
  }

  /** What was counted so far stays counted; gives whether that is more than before. */
  boolean keep() {
    boolean isMore = changed;
    if (isMore) {
      kept = sums.clone();
      changed = false;
    }
    return isMore;
  }

  /** Forgets what was counted since {@link #keep}. */
  void rollBack() {
    if (changed) {
      System.arraycopy(kept, 0, sums, 0, sums.length);
      changed = false;
    }
  }

  /** Forgets everything. */
  void reset() {
    Arrays.fill(sums, 0);
    changed = true;
    keep();
  }

  /** What is kept, for any thread. */
  KeptSums kept() {
    return new KeptSums(kept, width);
  }
}
