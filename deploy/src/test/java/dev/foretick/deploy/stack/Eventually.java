package dev.foretick.deploy.stack;

import java.io.IOException;
import java.time.Duration;

/** Waits for what takes its time. */
final class Eventually {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private Eventually() {}

  /** What may not be so yet, or not even be asked for yet. */
  interface Condition {
    boolean holds() throws IOException, InterruptedException;
  }

  /**
   * Returns as soon as the condition holds.
   *
   * @throws AssertionError if it does not within the time
   */
  static void await(String what, Duration atMost, Condition condition) throws InterruptedException {
    long start = System.nanoTime();
    String last = "no";
    while (System.nanoTime() - start < atMost.toNanos()) {
      try {
        if (condition.holds()) {
          return;
        }
        last = "no";
      } catch (IOException e) {
        last = e.toString();
      }
      Thread.sleep(PAUSE.toMillis());
    }
    throw new AssertionError("%s: not within %s (%s)".formatted(what, atMost, last));
  }
}
