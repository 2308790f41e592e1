package dev.foretick.model.dataset;

/**
 * A stretch of rows of a series.
 *
 * @param from the first row
 * @param to the row after the last one
 */
public record RowRange(int from, int to) {}
