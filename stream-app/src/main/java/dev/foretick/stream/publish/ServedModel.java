package dev.foretick.stream.publish;

import dev.foretick.common.series.PointForecast;
import dev.foretick.common.series.QuantileLevels;
import java.time.Duration;

/**
 * What every forecast says about the model behind it.
 *
 * @param point what the middle of each forecast is
 * @param horizon in steps
 * @param frequency the usual time between two observations
 */
public record ServedModel(
    String name,
    String version,
    QuantileLevels levels,
    PointForecast point,
    int horizon,
    Duration frequency) {}
