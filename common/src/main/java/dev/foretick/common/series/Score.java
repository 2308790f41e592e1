package dev.foretick.common.series;

import java.time.Instant;

/**
 * How one step of one forecast turned out. Each (series, cutoff, step) is scored once.
 *
 * @param time the moment that was forecast
 * @param cutoff the last moment that the forecast knew
 * @param actual the value that came
 * @param yhat the point forecast
 * @param lower lower bound of the prediction interval
 * @param upper upper bound of the prediction interval
 * @param naive what repeating the last value had said
 * @param scale the usual size of the series' seasonal change, as {@code Accuracy.seasonalError}
 *     defines it; NaN if it is not known
 */
public record Score(
    SeriesId series,
    Instant time,
    Instant cutoff,
    int step,
    String model,
    String modelVersion,
    double actual,
    float yhat,
    float lower,
    float upper,
    float naive,
    double scale) {

  /** The score of a forecast of a series whose scale is not known. */
  public Score(
      SeriesId series,
      Instant time,
      Instant cutoff,
      int step,
      String model,
      String modelVersion,
      double actual,
      float yhat,
      float lower,
      float upper,
      float naive) {
    this(
        series,
        time,
        cutoff,
        step,
        model,
        modelVersion,
        actual,
        yhat,
        lower,
        upper,
        naive,
        Double.NaN);
  }

  public double error() {
    return actual - yhat;
  }

  /** The error in units of the scale, whose mean size is MASE; NaN without a positive scale. */
  public double scaledError() {
    return scale > 0 && Double.isFinite(scale) ? error() / scale : Double.NaN;
  }

  public double naiveError() {
    return actual - naive;
  }

  public boolean covered() {
    return lower <= actual && actual <= upper;
  }

  /**
   * 0 at the point forecast, 1 at the bound of the interval on the actual's side, above 1 outside.
   */
  public double anomaly() {
    double distance = Math.abs(error());
    double reach = error() < 0 ? yhat - lower : upper - yhat;
    return distance == 0 ? 0 : distance / Math.max(reach, Double.MIN_NORMAL);
  }
}
