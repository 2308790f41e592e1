package dev.foretick.stream.metrics;

import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Splits the time of one batch into its stages: each lap goes to the stage that has just ended. */
public final class StageWatch {
  private final Map<Stage, Timer> timers;
  private long since = System.nanoTime();

  StageWatch(Map<Stage, Timer> timers) {
    this.timers = timers;
  }

  public void ended(Stage stage) {
    long now = System.nanoTime();
    Objects.requireNonNull(timers.get(stage)).record(now - since, TimeUnit.NANOSECONDS);
    since = now;
  }
}
