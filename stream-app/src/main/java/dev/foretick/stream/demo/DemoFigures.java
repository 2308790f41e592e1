package dev.foretick.stream.demo;

import dev.foretick.common.series.Forecast;
import dev.foretick.stream.score.LiveAccuracy;
import java.time.Duration;
import java.util.Optional;

/**
 * What the demo counted up to a moment.
 *
 * @param elapsed since the first tick went out
 * @param sent ticks that went out
 * @param received ticks whose forecast came back
 * @param doubled forecasts beyond the first of a tick
 * @param sentPerSecond over the last seconds
 * @param receivedPerSecond over the last seconds
 * @param p50 half of the forecasts came within this time of their tick
 * @param p99 of a hundred forecasts 99 came within this time of their tick
 * @param forecast the newest
 * @param accuracy of the server's forecasts so far
 */
record DemoFigures(
    Duration elapsed,
    int sent,
    int received,
    int doubled,
    double sentPerSecond,
    double receivedPerSecond,
    Duration p50,
    Duration p99,
    Optional<Forecast> forecast,
    LiveAccuracy accuracy) {

  /** Ticks without a forecast. */
  int lost() {
    return sent - received;
  }
}
