package dev.foretick.stream.bench;

/**
 * When ticks are due: evenly, counted from the first, whatever becomes of those before. A producer
 * that was held up sends what it missed at once, each under the time at which it was due, so that
 * the wait counts (Gil Tene's <i>coordinated omission</i> is what happens otherwise).
 *
 * @param startNanos when the first is due
 * @param perSecond how many are due in a second
 */
record TickSchedule(long startNanos, double perSecond) {
  TickSchedule {
    if (!(perSecond > 0 && Double.isFinite(perSecond))) {
      throw new IllegalArgumentException("rate: %s (expected: > 0)".formatted(perSecond));
    }
  }

  /** When a tick is due, counted from 0. */
  long dueNanos(long tick) {
    return startNanos + Math.round(tick * (1e9 / perSecond));
  }
}
