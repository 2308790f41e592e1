package dev.foretick.stream.metrics;

import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;

/** Splits the time of one batch into its stages: each lap goes to the stage that has just ended. */
public final class StageWatch {
  private final Map<Stage, Timer> timers;
  private long since = System.nanoTime();

  StageWatch(Map<Stage, Timer> timers) {
    this.timers = timers;
  }

  public void ended(Stage stage) {
    long now = System.nanoTime();
    Timer timer = timers.get(stage);
    if (timer != null) {
      timer.record(Duration.ofNanos(now - since));
    }
    since = now;
  }
}
