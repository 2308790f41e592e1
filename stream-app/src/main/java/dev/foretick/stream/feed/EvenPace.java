package dev.foretick.stream.feed;

import java.util.OptionalDouble;

/** So many a second, whatever their times. */
record EvenPace(double rate) implements Pace {
  @Override
  public long dueNanos(long index, long epochNanos) {
    return Math.round(index * (1e9 / rate));
  }

  @Override
  public OptionalDouble perSecond() {
    return OptionalDouble.of(rate);
  }
}
