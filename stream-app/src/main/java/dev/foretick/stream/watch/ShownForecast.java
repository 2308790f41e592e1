package dev.foretick.stream.watch;

import dev.foretick.common.series.ForecastStatus;

/**
 * The newest forecast of a series.
 *
 * @param after number of the last {@link Moment} that it knows
 * @param cutoff event time of that moment, in epoch nanoseconds
 * @param forecaster what computed it
 * @param bounds of the steps that are shown: shape [steps, bounds], not copied
 */
public record ShownForecast(
    long after, long cutoff, ForecastStatus status, String forecaster, float[] bounds) {}
