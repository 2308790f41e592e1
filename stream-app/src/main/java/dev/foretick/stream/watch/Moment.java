package dev.foretick.stream.watch;

import org.jspecify.annotations.Nullable;

/**
 * One observation, and what was forecast of it. Its arrays are not copied: nobody changes them.
 *
 * @param number of the observation within its {@link Timeline}, one more than that before it
 * @param epochNanos event time; {@link #UNTIMED} where the window does not remember it
 * @param values of the channels that are shown, the target first
 * @param due what was forecast for it, at each of the leads: shape [leads, bounds], NaN where
 *     nothing is known of it
 * @param said what the forecast after it says at each of the leads; null if there was none
 */
public record Moment(
    long number, long epochNanos, float[] values, float[] due, float @Nullable [] said) {
  /** Stands for the event time of an observation that the window does not remember it of. */
  public static final long UNTIMED = Long.MIN_VALUE;

  public boolean isTimed() {
    return epochNanos != UNTIMED;
  }
}
