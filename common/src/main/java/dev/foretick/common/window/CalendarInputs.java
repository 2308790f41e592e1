package dev.foretick.common.window;

import java.time.Duration;
import java.util.List;

/**
 * Calendar features as further channels of an observation. What is known of the future is its
 * calendar, so the channels of an observation state the calendar of the moment one whole horizon
 * later: the last {@code horizon} entries of a window are those of exactly the steps to forecast.
 * Training and serving call the same code. Immutable.
 */
public final class CalendarInputs {
  private final List<CalendarFeature> features;
  private final long aheadNanos;

  /**
   * Prepares the channels.
   *
   * @param frequency the usual time between two observations
   * @param horizon future steps that are forecast
   */
  public CalendarInputs(List<CalendarFeature> features, Duration frequency, int horizon) {
    this.features = List.copyOf(features);
    this.aheadNanos = Math.multiplyExact(frequency.toNanos(), (long) horizon);
  }

  /** How many channels it adds. */
  public int channels() {
    return features.size() * CalendarFeature.CHANNELS;
  }

  /**
   * Writes the channels of one observation.
   *
   * @param epochNanos event time of the observation
   * @param row its channels, those of the calendar from {@code at} on
   */
  public void write(long epochNanos, float[] row, int at) {
    long later = epochNanos + aheadNanos;
    for (int i = 0; i < features.size(); i++) {
      features.get(i).write(later, row, at + i * CalendarFeature.CHANNELS);
    }
  }
}
