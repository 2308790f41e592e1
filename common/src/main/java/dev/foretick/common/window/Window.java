package dev.foretick.common.window;

import java.util.Arrays;

/**
 * An immutable full window.
 *
 * @param channels how many values each observation carries
 * @param lastTime event time of the newest observation in epoch nanoseconds
 * @param values shape [channels, inputSize], oldest observation first, in raw units
 */
public record Window(int channels, long lastTime, float[] values) {
  public Window {
    values = values.clone();
    if (channels < 1 || values.length == 0 || values.length % channels != 0) {
      throw new IllegalArgumentException(
          "values: %d (expected: a positive multiple of %d channels)"
              .formatted(values.length, channels));
    }
  }

  @Override
  public float[] values() {
    return values.clone();
  }

  public int inputSize() {
    return values.length / channels;
  }

  /** The value of a channel at a position, 0 being the oldest. */
  public float value(int channel, int position) {
    return values[channel * inputSize() + position];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Window that
        && channels == that.channels
        && lastTime == that.lastTime
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * channels + Long.hashCode(lastTime)) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "Window[channels=%d, inputSize=%d]".formatted(channels, inputSize());
  }
}
