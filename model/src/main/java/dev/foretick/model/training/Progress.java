package dev.foretick.model.training;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How much of the training is over, by steps and by the clock where time is limited. */
final class Progress {
  private final Clock clock;
  private final Instant start;
  private final Optional<Duration> limit;
  private final double peak;
  private final long steps;
  private long done;

  /**
   * Starts the clock.
   *
   * @param steps of all epochs
   */
  Progress(Clock clock, TrainingSchedule schedule, long steps) {
    this.clock = clock;
    this.start = clock.instant();
    this.limit = schedule.timeLimit();
    this.peak = schedule.learningRate();
    this.steps = steps;
  }

  void step() {
    done++;
  }

  Duration elapsed() {
    return Duration.between(start, clock.instant());
  }

  boolean isTimeOver() {
    return limit.isPresent() && elapsed().compareTo(limit.get()) >= 0;
  }

  /** Half a cosine from the peak to 0 (Loshchilov and Hutter 2017, without restarts). */
  double learningRate() {
    double share = Math.min(1, Math.max((double) done / steps, elapsedShare()));
    return peak * (1 + Math.cos(Math.PI * share)) / 2;
  }

  private double elapsedShare() {
    return limit.map(most -> (double) elapsed().toNanos() / most.toNanos()).orElse(0.0);
  }
}
