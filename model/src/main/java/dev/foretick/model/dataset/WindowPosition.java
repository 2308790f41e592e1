package dev.foretick.model.dataset;

/**
 * Where a window lies: it ends before row {@code cutoff} of a series, and its targets are the rows
 * from there.
 *
 * @param series index of the series in its data set
 * @param cutoff row of the first target
 */
public record WindowPosition(int series, int cutoff) {}
