package dev.foretick.model.dataset;

import dev.foretick.common.series.SeriesId;

/**
 * One series of the M4 competition. Holds the arrays it is given: nobody may write to them
 * afterwards.
 *
 * @param train the history, in time order
 * @param test what came next
 */
public record M4Series(SeriesId id, float[] train, float[] test) {}
