package dev.foretick.stream.lifecycle;

import java.time.Duration;

/** Waits twice as long after each failure in a row, from 100 ms to 5 s. One thread owns it. */
public final class BackOff {
  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final StopFlag stop;
  private Duration next = FIRST;

  public BackOff(StopFlag stop) {
    this.stop = stop;
  }

  /** Waits, unless the loop is told to stop. */
  public void pause() {
    stop.pause(next);
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
  }

  /** Something went well. */
  public void reset() {
    next = FIRST;
  }
}
