package dev.foretick.stream.feed;

import java.util.OptionalDouble;

/**
 * When a record is due. A record that is late goes at once, and those behind it keep their times,
 * so that what a stalled broker held up is caught up with. One thread owns it.
 */
public interface Pace {
  /**
   * Says when a record is due, in nanoseconds after the first.
   *
   * @param index of the record, from 0
   * @param epochNanos its event time
   */
  long dueNanos(long index, long epochNanos);

  /** How many are due a second, where that does not change. */
  default OptionalDouble perSecond() {
    return OptionalDouble.empty();
  }

  /** As fast as it goes. */
  static Pace unlimited() {
    return (index, epochNanos) -> 0;
  }

  /**
   * So many a second, evenly, whatever their times.
   *
   * @throws IllegalArgumentException unless the rate is above 0
   */
  static Pace rate(double perSecond) {
    requirePositive("--rate", perSecond);
    return new EvenPace(perSecond);
  }

  /**
   * As recorded, so many times faster. What goes back in time is due at once.
   *
   * @throws IllegalArgumentException unless the factor is above 0
   */
  static Pace recorded(double speedUp) {
    requirePositive("--speed-up", speedUp);
    return new RecordedPace(speedUp);
  }

  private static void requirePositive(String name, double value) {
    if (!(value > 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException("%s: %s (expected: > 0)".formatted(name, value));
    }
  }
}
