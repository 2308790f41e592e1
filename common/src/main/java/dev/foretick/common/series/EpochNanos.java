package dev.foretick.common.series;

import java.time.Instant;

/**
 * Event time as one primitive: nanoseconds since 1970-01-01T00:00:00Z. A signed 64-bit count
 * reaches from 1677-09-21 to 2262-04-11, which is the range of every timestamp that Foretick
 * accepts.
 */
public final class EpochNanos {
  public static final Instant MIN = toInstant(Long.MIN_VALUE);
  public static final Instant MAX = toInstant(Long.MAX_VALUE);

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private EpochNanos() {}

  /**
   * Converts a moment.
   *
   * @throws IllegalArgumentException if {@code time} is outside {@link #MIN} to {@link #MAX}
   */
  public static long of(Instant time) {
    if (time.isBefore(MIN) || time.isAfter(MAX)) {
      throw new IllegalArgumentException("time: %s (expected: %s to %s)".formatted(time, MIN, MAX));
    }
    long seconds = time.getEpochSecond();
    // Before 1970 the exact product can leave the range although the sum does not.
    return seconds < 0
        ? (seconds + 1) * NANOS_PER_SECOND + (time.getNano() - NANOS_PER_SECOND)
        : seconds * NANOS_PER_SECOND + time.getNano();
  }

  public static Instant toInstant(long epochNanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(epochNanos, NANOS_PER_SECOND), Math.floorMod(epochNanos, NANOS_PER_SECOND));
  }
}
