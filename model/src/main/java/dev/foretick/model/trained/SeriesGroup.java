package dev.foretick.model.trained;

import dev.foretick.model.interval.IntervalCalibration;

/**
 * How the series of one group are forecast.
 *
 * @param blend of the model with the naive forecasts
 * @param calibration of their intervals, by the group's own misses
 */
public record SeriesGroup(Blend blend, IntervalCalibration calibration) {}
