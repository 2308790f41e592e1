package dev.foretick.model.dataset;

import dev.foretick.common.series.SeriesId;

/**
 * The history of one series in time order. Holds the arrays it is given, because histories are
 * large: nobody may write to them afterwards.
 */
public final class SeriesData {
  private final SeriesId id;
  private final long[] times;
  private final float[][] channels;

  /**
   * Wraps a history.
   *
   * @param times epoch nanoseconds, never descending
   * @param channels shape [channels][times.length], the target first, every value finite
   */
  public SeriesData(SeriesId id, long[] times, float[][] channels) {
    if (channels.length == 0) {
      throw new IllegalArgumentException("channels: none (expected: the target first)");
    }
    for (float[] channel : channels) {
      if (channel.length != times.length) {
        throw new IllegalArgumentException(
            "channel: %d values (expected: %d)".formatted(channel.length, times.length));
      }
    }
    for (int i = 1; i < times.length; i++) {
      if (times[i] < times[i - 1]) {
        throw new IllegalArgumentException(
            "times: row %d is before row %d (expected: time order)".formatted(i, i - 1));
      }
    }
    this.id = id;
    this.times = times;
    this.channels = channels;
  }

  public SeriesId id() {
    return id;
  }

  public int length() {
    return times.length;
  }

  public int channelCount() {
    return channels.length;
  }

  /** Epoch nanoseconds of a row. */
  public long time(int row) {
    return times[row];
  }

  public float target(int row) {
    return channels[0][row];
  }

  public float value(int channel, int row) {
    return channels[channel][row];
  }
}
