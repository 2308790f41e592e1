package dev.foretick.common.wire;

import dev.foretick.common.series.ForecastStatus;
import dev.foretick.common.series.SeriesId;
import java.time.Instant;

/**
 * One step of a forecast, as a message of the flat form tells it.
 *
 * @param forecastId the same for all steps of a forecast
 * @param cutoff event time of the last observation that the forecast knows
 * @param modelUsed name of the forecaster that computed these numbers
 * @param horizon how many steps the forecast has
 * @param level share of outcomes in percent that the interval promises to hold
 * @param step how many steps after the cutoff, from 1
 * @param time the moment that is forecast
 * @param yhat the point forecast
 * @param lower lower bound of the prediction interval
 * @param upper upper bound of the prediction interval
 */
public record FlatForecastStep(
    String forecastId,
    SeriesId series,
    Instant cutoff,
    ForecastStatus status,
    String modelUsed,
    int horizon,
    double level,
    int step,
    Instant time,
    float yhat,
    float lower,
    float upper) {}
