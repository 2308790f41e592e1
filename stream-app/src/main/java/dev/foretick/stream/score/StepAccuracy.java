package dev.foretick.stream.score;

/**
 * How forecasts turned out over some steps. Every measure is NaN before the first.
 *
 * @param count forecast steps whose actual value has come
 * @param scaled how many of them belong to a series that has a usual change
 * @param mae mean absolute error of the model, in units of the target
 * @param naiveMae mean absolute error of repeating the last value, on the same points
 * @param mase mean absolute error of the model, each in units of its series' usual change; over the
 *     {@code scaled} steps
 * @param naiveMase the same of repeating the last value
 * @param coverage share of actual values within the prediction interval, 0 to 1
 */
public record StepAccuracy(
    long count,
    long scaled,
    double mae,
    double naiveMae,
    double mase,
    double naiveMase,
    double coverage) {

  /** {@code 1 - MAE / naive MAE}: above 0 the model is better. */
  public double skill() {
    return 1 - mae / naiveMae;
  }

  /** Both together. */
  StepAccuracy plus(StepAccuracy other) {
    return new StepAccuracy(
        count + other.count,
        scaled + other.scaled,
        mean(mae, count, other.mae, other.count),
        mean(naiveMae, count, other.naiveMae, other.count),
        mean(mase, scaled, other.mase, other.scaled),
        mean(naiveMase, scaled, other.naiveMase, other.scaled),
        mean(coverage, count, other.coverage, other.count));
  }

  private static double mean(double first, long terms, double second, long otherTerms) {
    if (terms == 0 || otherTerms == 0) {
      return terms == 0 ? second : first;
    }
    return (first * terms + second * otherTerms) / (double) (terms + otherTerms);
  }
}
