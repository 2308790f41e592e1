package dev.foretick.common.series;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What is expected of one series after its cutoff.
 *
 * @param frequency the usual time between two observations
 * @param cutoff event time of the last observation that the forecast knows
 * @param producedAt wall-clock time at which it was computed
 * @param model name of the model that serves the topic
 * @param modelVersion version of that model
 * @param modelUsed name of the forecaster that computed these numbers: the model, or the baseline
 *     that stood in
 * @param point what the middle of each step is: its median, or its mean
 * @param steps one for each step of the horizon, from 1
 * @param source the observation that caused the forecast
 */
public record Forecast(
    SeriesId series,
    Duration frequency,
    Instant cutoff,
    Instant producedAt,
    ForecastStatus status,
    String model,
    String modelVersion,
    String modelUsed,
    QuantileLevels levels,
    PointForecast point,
    List<ForecastStep> steps,
    RecordOrigin source) {

  public Forecast {
    steps = List.copyOf(steps);
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("steps: none (expected: at least 1)");
    }
  }

  public int horizon() {
    return steps.size();
  }

  /**
   * A pure function of series, cutoff and model version, so that a replay gives the same id: {@code
   * AAPL@2026-01-02T15:04:00Z/7f3a}.
   */
  public String id() {
    return series + "@" + cutoff + "/" + Integer.toHexString(modelVersion.hashCode());
  }
}
