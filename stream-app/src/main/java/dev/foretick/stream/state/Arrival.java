package dev.foretick.stream.state;

import dev.foretick.common.series.Observation;

/**
 * An observation and where it stood in the log.
 *
 * @param epochNanos event time
 * @param recordTimestamp of its record, in epoch milliseconds
 * @param replayed whether it only rebuilds a window, having been answered before
 */
public record Arrival(
    Observation observation,
    long epochNanos,
    int partition,
    long offset,
    long recordTimestamp,
    boolean replayed) {}
