package dev.foretick.common.series;

/** Where in a log a record stands: the observation that a forecast answers. */
public record RecordOrigin(String topic, int partition, long offset) {}
