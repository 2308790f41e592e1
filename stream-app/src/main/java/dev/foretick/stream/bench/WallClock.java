package dev.foretick.stream.bench;

import java.time.Instant;

/** The time of day in nanoseconds since 1970, the same in every process of a machine. */
final class WallClock {
  private WallClock() {}

  static long epochNanos() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }
}
