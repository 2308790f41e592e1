package dev.foretick.stream.cli;

import java.time.Duration;

/** The usual period of a series, in steps, from the time between two of its observations. */
final class Seasonality {
  private static final Duration DAY = Duration.ofDays(1);

  private Seasonality() {}

  /**
   * Steps in a day for what comes several times a day, in a week for daily, in a year for weekly,
   * monthly and quarterly data; 1, which is no season, otherwise.
   *
   * @param inputSize the window has to hold a whole period for a seasonal naive forecast
   */
  static int of(Duration frequency, int inputSize) {
    int period = period(frequency);
    return period <= inputSize ? period : 1;
  }

  private static int period(Duration frequency) {
    if (frequency.compareTo(DAY) < 0) {
      boolean dividesTheDay = DAY.toNanos() % frequency.toNanos() == 0;
      return dividesTheDay
          ? Math.toIntExact(Math.min(DAY.dividedBy(frequency), Integer.MAX_VALUE))
          : 1;
    }
    long days = frequency.toDays();
    if (days == 1) {
      return 7;
    }
    if (days == 7) {
      return 52;
    }
    if (days >= 28 && days <= 31) {
      return 12;
    }
    return days >= 89 && days <= 92 ? 4 : 1;
  }
}
