package dev.foretick.stream.watch;

/**
 * A series that was found.
 *
 * @param lastMillis when it last took in an observation, by the wall clock, in epoch milliseconds
 */
public record SeriesMatch(String id, long lastMillis) {}
