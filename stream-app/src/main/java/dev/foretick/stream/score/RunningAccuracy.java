package dev.foretick.stream.score;

/** Sums behind a {@link StepAccuracy}. One thread owns it. */
final class RunningAccuracy {
  private long count;
  private long covered;
  private long scaled;
  private double error;
  private double naiveError;
  private double scaledError;
  private double naiveScaledError;

  /**
   * Counts one step of one forecast.
   *
   * @param scale the mean absolute change of the series up to the cutoff; not positive if unknown
   */
  void add(double actual, float yhat, float lower, float upper, float naive, double scale) {
    double distance = Math.abs(actual - yhat);
    double naiveDistance = Math.abs(actual - naive);
    count++;
    covered += lower <= actual && actual <= upper ? 1 : 0;
    error += distance;
    naiveError += naiveDistance;
    if (scale > 0) {
      scaled++;
      scaledError += distance / scale;
      naiveScaledError += naiveDistance / scale;
    }
  }

  /** Forgets everything. */
  void reset() {
    count = 0;
    covered = 0;
    scaled = 0;
    error = 0;
    naiveError = 0;
    scaledError = 0;
    naiveScaledError = 0;
  }

  StepAccuracy snapshot() {
    return new StepAccuracy(
        count,
        scaled,
        mean(error, count),
        mean(naiveError, count),
        mean(scaledError, scaled),
        mean(naiveScaledError, scaled),
        mean((double) covered, count));
  }

  private static double mean(double sum, long terms) {
    return terms == 0 ? Double.NaN : sum / (double) terms;
  }
}
