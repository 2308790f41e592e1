package dev.foretick.common.wire;

import dev.foretick.common.series.EpochNanos;
import java.time.Duration;
import java.time.Instant;

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
  private long cutoffSecond;
  private int cutoffNano;

  StepTimes(Duration frequency) {
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
  }

  void putCutoff(JsonBytes out) {
    iso.put(cutoffSecond, cutoffNano, out);
  }

  /** Puts {@code cutoff + step · frequency}. */
  void putStep(int step, JsonBytes out) {
    long nanos = cutoffNano + (long) step * frequencyNanos;
    long seconds = Math.multiplyExact(frequencySeconds, step) + nanos / NANOS_PER_SECOND;
    iso.put(Math.addExact(cutoffSecond, seconds), (int) (nanos % NANOS_PER_SECOND), out);
  }

  void put(Instant time, JsonBytes out) {
    iso.put(time.getEpochSecond(), time.getNano(), out);
  }
}
