package dev.foretick.stream.score;

import java.util.Arrays;

/** How forecasts turned out over some steps. Every measure is NaN before the first. */
public final class StepAccuracy {
  static final int COUNT = 0;
  static final int ERROR = 1;
  static final int NAIVE_ERROR = 2;
  static final int SEASONAL = 3;
  static final int SEASONAL_ERROR = 4;
  static final int SCALED = 5;
  static final int SCALED_ERROR = 6;
  static final int NAIVE_SCALED_ERROR = 7;
  static final int SEASONAL_SCALED_ERROR = 8;

  /** From here on, for each prediction interval from the widest on: how many values it held. */
  static final int COVERED = 9;

  private final double[] sums;

  private StepAccuracy(double[] sums) {
    this.sums = sums;
  }

  /** Nothing was scored yet. */
  static StepAccuracy nothing(int intervals) {
    return new StepAccuracy(new double[COVERED + intervals]);
  }

  /** What the sums from an index on say, for one set of as many as {@code width}. */
  static StepAccuracy of(double[] all, int from, int width) {
    return new StepAccuracy(Arrays.copyOfRange(all, from, from + width));
  }

  /** Forecast steps whose actual value has come. */
  public long count() {
    return (long) sums[COUNT];
  }

  /** Mean absolute error of the model, in units of the target. */
  public double mae() {
    return mean(ERROR, COUNT);
  }

  /** Mean absolute error of repeating the last value, on the same points. */
  public double naiveMae() {
    return mean(NAIVE_ERROR, COUNT);
  }

  /** Mean absolute error of repeating the last season; NaN if there is none. */
  public double seasonalMae() {
    return mean(SEASONAL_ERROR, SEASONAL);
  }

  /** The smaller one of the naive errors that are known on the same points. */
  public double bestNaiveMae() {
    return isSeasonalBest() ? seasonalMae() : naiveMae();
  }

  /** Whether it is that of repeating the last season. */
  public boolean isSeasonalBest() {
    boolean isComparable = sums[SEASONAL] > 0 && sums[SEASONAL] == sums[COUNT];
    return isComparable && seasonalMae() < naiveMae();
  }

  /**
   * Mean absolute error of the model, each in units of its series' usual change; over the steps of
   * series that have one.
   */
  public double mase() {
    return mean(SCALED_ERROR, SCALED);
  }

  /** The same of repeating the last value. */
  public double naiveMase() {
    return mean(NAIVE_SCALED_ERROR, SCALED);
  }

  /** The same of repeating the last season. */
  public double seasonalMase() {
    return sums[SEASONAL] == 0 ? Double.NaN : mean(SEASONAL_SCALED_ERROR, SCALED);
  }

  /** Share of actual values within the widest prediction interval, 0 to 1. */
  public double coverage() {
    return coverage(0);
  }

  /**
   * Share of actual values within a prediction interval, 0 to 1.
   *
   * @param interval 0 for the widest
   */
  public double coverage(int interval) {
    return COVERED + interval < sums.length ? mean(COVERED + interval, COUNT) : Double.NaN;
  }

  /** {@code 1 - MAE / MAE of the best naive}: above 0 the model is better. */
  public double skill() {
    return 1 - mae() / bestNaiveMae();
  }

  /** Both together. */
  StepAccuracy plus(StepAccuracy other) {
    double[] both = sums.length >= other.sums.length ? sums.clone() : other.sums.clone();
    double[] fewer = sums.length >= other.sums.length ? other.sums : sums;
    for (int sum = 0; sum < fewer.length; sum++) {
      both[sum] += fewer[sum];
    }
    return new StepAccuracy(both);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StepAccuracy that && Arrays.equals(sums, that.sums);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sums);
  }

  @Override
  public String toString() {
    return "%d steps, MAE %s, naive %s, coverage %s"
        .formatted(count(), mae(), bestNaiveMae(), coverage());
  }

  private double mean(int sum, int terms) {
    return sums[terms] == 0 ? Double.NaN : sums[sum] / sums[terms];
  }
}
