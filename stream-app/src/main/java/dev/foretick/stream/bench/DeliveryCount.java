package dev.foretick.stream.bench;

/**
 * Whether every tick had its forecast.
 *
 * @param ticks that went out
 * @param refused ticks that the broker did not take
 * @param expected forecasts that there should be
 * @param received records that have one
 * @param doubled forecasts beyond the first of a record
 */
record DeliveryCount(long ticks, long refused, long expected, long received, long doubled) {
  static final DeliveryCount NONE = new DeliveryCount(0, 0, 0, 0, 0);

  long lost() {
    return expected - received;
  }

  DeliveryCount plus(DeliveryCount more) {
    return new DeliveryCount(
        ticks + more.ticks,
        refused + more.refused,
        expected + more.expected,
        received + more.received,
        doubled + more.doubled);
  }
}
