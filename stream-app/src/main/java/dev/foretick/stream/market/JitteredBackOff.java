package dev.foretick.stream.market;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: twice as long after each failure in a row, and of that a
 * random part, half at least, so that the clients of a server that comes back do not come all at
 * once. One thread owns it.
 */
final class JitteredBackOff {
  private final Duration first;
  private final Duration longest;
  private final RandomGenerator random;
  private Duration next;

  JitteredBackOff(Duration first, Duration longest, RandomGenerator random) {
    this.first = first;
    this.longest = longest;
    this.random = random;
    this.next = first;
  }

  /** The wait after one more failure. */
  Duration pause() {
    long half = next.toNanos() / 2;
    Duration pause = Duration.ofNanos(half + random.nextLong(half + 1));
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(longest) < 0 ? doubled : longest;
    return pause;
  }

  /** Something went well. */
  void reset() {
    next = first;
  }
}
