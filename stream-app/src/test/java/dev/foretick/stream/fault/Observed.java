package dev.foretick.stream.fault;

/**
 * An observation that Kafka has acknowledged.
 *
 * @param second of event time
 */
record Observed(String series, long second, double price, Place place) {}
