package dev.foretick.stream.consume;

import java.time.Clock;
import java.time.Duration;

/**
 * When something that failed is tried again, and when that is worth a line in the log: whoever asks
 * is not held up between two tries. The loop's thread owns it.
 */
final class Retry {
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

  private final Clock clock;
  private final Duration first;
  private Duration pause = Duration.ZERO;
  private long failedMillis;
  private long toldMillis;
  private boolean told;

  /**
   * Tries at once.
   *
   * @param first pause after a failure; each failure in a row doubles it, up to 5 s
   */
  Retry(Clock clock, Duration first) {
    this.clock = clock;
    this.first = first;
  }

  /** Whether it is time to try. */
  boolean isDue() {
    return isPast(failedMillis, pause);
  }

  /** A try has failed. */
  void failed() {
    Duration next = pause.isZero() ? first : pause.multipliedBy(2);
    pause = next.compareTo(LONGEST) < 0 ? next : LONGEST;
    failedMillis = clock.millis();
  }

  /** A try went well. */
  void succeeded() {
    pause = Duration.ZERO;
  }

  /** Whether the reason is to be logged: not again within 10 s. */
  boolean isTelling() {
    if (told && !isPast(toldMillis, BETWEEN_LINES)) {
      return false;
    }
    told = true;
    toldMillis = clock.millis();
    return true;
  }

  /** A clock that was set back ends the pause: it would otherwise last for as long as it was. */
  private boolean isPast(long since, Duration time) {
    long waited = clock.millis() - since;
    return waited < 0 || waited >= time.toMillis();
  }
}
