package dev.foretick.stream.score;

/**
 * How forecasts turned out over some steps. Every measure is NaN before the first.
 *
 * @param count forecast steps whose actual value has come
 * @param mae mean absolute error of the model, in units of the target
 * @param naiveMae mean absolute error of repeating the last value, on the same points
 * @param mase mean absolute error of the model, each in units of its series' usual change; over the
 *     steps whose series has one
 * @param naiveMase the same of repeating the last value
 * @param coverage share of actual values within the prediction interval, 0 to 1
 */
public record StepAccuracy(
    long count, double mae, double naiveMae, double mase, double naiveMase, double coverage) {

  /** {@code 1 - MAE / naive MAE}: above 0 the model is better. */
  public double skill() {
    return 1 - mae / naiveMae;
  }
}
