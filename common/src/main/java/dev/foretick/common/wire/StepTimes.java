package dev.foretick.common.wire;

import dev.foretick.common.series.EpochNanos;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The moments that a forecast speaks of: its cutoff and the steps after it. Counts in whole seconds
 * and nanoseconds of a second, like {@link Instant}, so that steps may leave the range of {@link
 * EpochNanos}. One thread owns it.
 */
final class StepTimes {
  private static final int NANOS_PER_SECOND = 1_000_000_000;

  private final IsoTimeWriter iso = new IsoTimeWriter();
  private final long frequencySeconds;
  private final int frequencyNanos;
  private final @Nullable StepClock clock;
  private long cutoffSecond;
  private int cutoffNano;

  /** The cutoff, and the step that was put last. */
  private long cutoff;

  private long stepTime;
  private int lastStep;

  /**
   * Counts the steps of one model's forecasts.
   *
   * @param clock when the steps are; null if they are {@code frequency} apart
   */
  StepTimes(Duration frequency, @Nullable StepClock clock) {
    this.clock = clock;
    this.frequencySeconds = frequency.getSeconds();
    this.frequencyNanos = frequency.getNano();
  }

  /**
   * Takes the cutoff that the steps follow.
   *
   * @param epochNanos nanoseconds since 1970-01-01T00:00:00Z
   */
  void startAt(long epochNanos) {
    cutoffSecond = Math.floorDiv(epochNanos, NANOS_PER_SECOND);
    cutoffNano = Math.floorMod(epochNanos, NANOS_PER_SECOND);
    cutoff = epochNanos;
    stepTime = epochNanos;
    lastStep = 0;
  }

  void putCutoff(JsonBytes out) {
    iso.put(cutoffSecond, cutoffNano, out);
  }

  /** Puts {@code cutoff + step · frequency}, or what the clock says. */
  void putStep(int step, JsonBytes out) {
    if (clock != null) {
      putByClock(clock, step, out);
      return;
    }
    long nanos = cutoffNano + (long) step * frequencyNanos;
    long seconds = Math.multiplyExact(frequencySeconds, step) + nanos / NANOS_PER_SECOND;
    iso.put(Math.addExact(cutoffSecond, seconds), (int) (nanos % NANOS_PER_SECOND), out);
  }

  /** Steps are put one after the other as a rule, each of which the clock gives from the last. */
  private void putByClock(StepClock by, int step, JsonBytes out) {
    if (step <= lastStep) {
      stepTime = cutoff;
      lastStep = 0;
    }
    for (; lastStep < step; lastStep++) {
      stepTime = by.next(stepTime);
    }
    iso.put(
        Math.floorDiv(stepTime, NANOS_PER_SECOND), Math.floorMod(stepTime, NANOS_PER_SECOND), out);
  }

  void put(Instant time, JsonBytes out) {
    iso.put(time.getEpochSecond(), time.getNano(), out);
  }
}
