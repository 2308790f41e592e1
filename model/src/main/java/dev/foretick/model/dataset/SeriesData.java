package dev.foretick.model.dataset;

import dev.foretick.common.series.SeriesId;
import java.util.Arrays;
import java.util.Objects;

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

  /** The rows before {@code end}, as if nothing had come after them. */
  public SeriesData until(int end) {
    Objects.checkFromToIndex(0, end, times.length);
    float[][] before = new float[channels.length][];
    for (int channel = 0; channel < channels.length; channel++) {
      before[channel] = Arrays.copyOf(channels[channel], end);
    }
    return new SeriesData(id, Arrays.copyOf(times, end), before);
  }

  /**
   * The history in units of its own standard deviation (ddof 0) from its own mean, both of the
   * first {@code rows} rows alone; channels beside the target stay. A target that does not vary
   * there is only centred.
   */
  public SeriesData standardised(int rows) {
    double mean = 0;
    for (int row = 0; row < rows; row++) {
      mean += (double) channels[0][row] / rows;
    }
    double squares = 0;
    for (int row = 0; row < rows; row++) {
      squares += (channels[0][row] - mean) * (channels[0][row] - mean);
    }
    double deviation = squares > 0 ? Math.sqrt(squares / rows) : 1;
    float[][] standardised = channels.clone();
    standardised[0] = new float[times.length];
    for (int row = 0; row < times.length; row++) {
      standardised[0][row] = (float) ((channels[0][row] - mean) / deviation);
    }
    return new SeriesData(id, times, standardised);
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
