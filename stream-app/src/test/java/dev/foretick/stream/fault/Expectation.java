package dev.foretick.stream.fault;

import dev.foretick.common.series.ForecastStatus;

/**
 * What a server has to answer to an observation.
 *
 * @param values shape [horizon, quantiles]
 */
record Expectation(Observed observed, ForecastStatus status, float[] values) {}
