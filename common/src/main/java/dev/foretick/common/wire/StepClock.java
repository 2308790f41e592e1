package dev.foretick.common.wire;

/** When the steps of a forecast are, where they are not evenly apart. */
@FunctionalInterface
public interface StepClock {
  /**
   * The moment of the step after a moment.
   *
   * @param epochNanos the cutoff, or the step before, in nanoseconds since 1970-01-01T00:00:00Z
   */
  long next(long epochNanos);
}
