package dev.foretick.stream.score;

/**
 * How the forecasts of one step, or of all steps, have turned out.
 *
 * @param count how many were scored
 * @param mae mean absolute error of the model; NaN while nothing is scored
 * @param naiveMae the same of repeating the last value, on the same points
 * @param mase mean of the model's absolute errors, each over its series' mean absolute change
 * @param naiveMase the same of repeating the last value
 * @param coverage share of actual values within the interval, 0 to 1
 */
public record StepAccuracy(
    long count, double mae, double naiveMae, double mase, double naiveMase, double coverage) {

  /** {@code 1 - mae / naiveMae}: above 0 the model is worth running. */
  public double skill() {
    return 1 - mae / naiveMae;
  }
}
