package dev.foretick.stream.fault;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** Waits, but not for ever. */
final class Patience {
  private static final Duration PERIOD = Duration.ofMillis(50);

  private Patience() {}

  /**
   * Waits until something is so; a condition that throws is not so yet.
   *
   * @param what is waited for, and what there is to say when it does not come
   */
  static void await(Duration limit, Supplier<String> what, Callable<Boolean> condition) {
    long deadline = System.nanoTime() + limit.toNanos();
    Exception last = null;
    while (System.nanoTime() < deadline) {
      try {
        if (condition.call()) {
          return;
        }
      } catch (Exception e) {
        last = e;
      }
      pause(PERIOD);
    }
    throw new AssertionError("not within %s: %s".formatted(limit, what.get()), last);
  }

  static void pause(Duration duration) {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      throw Interruption.of(e);
    }
  }
}
