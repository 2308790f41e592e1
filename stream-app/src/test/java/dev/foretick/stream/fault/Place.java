package dev.foretick.stream.fault;

import dev.foretick.common.series.Forecast;

/** Where a record stands in the input topic. */
record Place(int partition, long offset) {
  /** The place of the observation that a forecast answers. */
  static Place of(Forecast forecast) {
    return new Place(forecast.source().partition(), forecast.source().offset());
  }

  @Override
  public String toString() {
    return partition + "@" + offset;
  }
}
