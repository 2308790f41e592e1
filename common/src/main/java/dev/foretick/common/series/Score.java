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
    float naive) {

  public double error() {
    return actual - yhat;
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
