package dev.foretick.stream.score;

import dev.foretick.stream.metrics.Meters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts steps of forecasts that were scored, and those that never will be. Loops share it. */
public final class ScoreMeters {
  private final Counter matured;
  private final Counter thinned;
  private final Counter evicted;

  public ScoreMeters(MeterRegistry registry) {
    matured = Meters.SCORES_MATURED.counter(registry);
    thinned = Meters.SCORES_EXPIRED.counter(registry, "max-pending");
    evicted = Meters.SCORES_EXPIRED.counter(registry, "evicted");
  }

  void matured(long steps) {
    matured.increment((double) steps);
  }

  /** Steps of forecasts that are more than may wait. */
  void thinned(long steps) {
    thinned.increment((double) steps);
  }

  /** Steps of forecasts of series that were forgotten. */
  void evicted(long steps) {
    evicted.increment((double) steps);
  }
}
