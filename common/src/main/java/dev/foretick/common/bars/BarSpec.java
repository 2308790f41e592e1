package dev.foretick.common.bars;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which bars are made of ticks.
 *
 * @param interval how long a bar is, 1 ms to 7 days; with a session at most a day. Bars begin at
 *     multiples of it since 1970-01-01T00:00:00Z, or since the session opened
 * @param session when the market trades; null if always. The last bar of a session ends with it,
 *     and may be shorter
 * @param fill what stands where no tick came
 * @param grace how far behind the newest tick the watermark is, 0 to 365 days. It is bounded by
 *     {@link #MAX_OPEN_BARS}, too
 * @param maxFilled how many empty bars in a row fill a gap, 0 to 100 000; the rest of it is left
 */
public record BarSpec(
    Duration interval,
    @Nullable TradingSession session,
    BarFill fill,
    Duration grace,
    int maxFilled) {
  /** The most bars of a series that are open at once: the bound of its memory. */
  public static final int MAX_OPEN_BARS = 1_000;

  public static final int DEFAULT_MAX_FILLED = 1_000;

  private static final Duration MIN_INTERVAL = Duration.ofMillis(1);
  private static final Duration MAX_INTERVAL = Duration.ofDays(7);
  private static final Duration MAX_SESSION_INTERVAL = Duration.ofDays(1);
  private static final Duration MAX_GRACE = Duration.ofDays(365);
  private static final int MAX_FILLED_LIMIT = 100_000;

  /** Between the openings of two sessions there are at least a day less what a clock changes. */
  private static final Duration MIN_DAY = Duration.ofHours(22);

  public BarSpec {
    requireWithin(
        "interval", interval, MIN_INTERVAL, session == null ? MAX_INTERVAL : MAX_SESSION_INTERVAL);
    requireWithin("grace", grace, Duration.ZERO, MAX_GRACE);
    if (maxFilled < 0 || maxFilled > MAX_FILLED_LIMIT) {
      throw new IllegalArgumentException(
          "max-filled: %d (expected: 0 to %d)".formatted(maxFilled, MAX_FILLED_LIMIT));
    }
    long open = openBars(interval, session, grace);
    if (open > MAX_OPEN_BARS) {
      throw new IllegalArgumentException(
          "grace: %s at intervals of %s keeps %d bars open (expected: <= %d)"
              .formatted(grace, interval, open, MAX_OPEN_BARS));
    }
  }

  /**
   * How many bars of a series are open at once, at most: those that the time of grace touches,
   * {@code ceil(grace / interval) + 1}, and for sessions, whose last bars may be short, one more
   * for each that it touches.
   */
  public int openBars() {
    return (int) openBars(interval, session, grace);
  }

  private static long openBars(
      Duration interval, @Nullable TradingSession session, Duration grace) {
    long bars = ceilDiv(grace, interval) + 1;
    return session == null ? bars : bars + ceilDiv(grace, MIN_DAY) + 1;
  }

  private static long ceilDiv(Duration duration, Duration unit) {
    return -Math.floorDiv(-duration.toNanos(), unit.toNanos());
  }

  private static void requireWithin(String name, Duration value, Duration min, Duration max) {
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw new IllegalArgumentException(
          "%s: %s (expected: %s to %s)".formatted(name, value, min, max));
    }
  }
}
