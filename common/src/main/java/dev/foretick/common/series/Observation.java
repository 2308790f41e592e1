package dev.foretick.common.series;

import java.time.Instant;
import java.util.Arrays;

/**
 * One reading of a series: the target and its covariates at a moment of event time.
 *
 * @param time when it happened, within the range of {@link EpochNanos}
 * @param channels the target first, then the covariates in the order of the configuration; each
 *     finite as a float
 */
public record Observation(SeriesId series, Instant time, double[] channels) {
  public Observation {
    channels = channels.clone();
    if (channels.length == 0) {
      throw new IllegalArgumentException("channels: none (expected: the target first)");
    }
    for (double value : channels) {
      if (!Float.isFinite((float) value)) {
        throw new IllegalArgumentException(
            "value: %s (expected: a finite number up to %s)".formatted(value, Float.MAX_VALUE));
      }
    }
    EpochNanos.of(time);
  }

  /** The value that is forecast. */
  public double target() {
    return channels[0];
  }

  @Override
  public double[] channels() {
    return channels.clone();
  }

  public int channelCount() {
    return channels.length;
  }

  public double channel(int index) {
    return channels[index];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Observation that
        && series.equals(that.series)
        && time.equals(that.time)
        && Arrays.equals(channels, that.channels);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * series.hashCode() + time.hashCode()) + Arrays.hashCode(channels);
  }

  @Override
  public String toString() {
    return "Observation[%s %s %s]".formatted(series, time, Arrays.toString(channels));
  }
}
