package dev.foretick.common.window;

import java.nio.FloatBuffer;

/** The last {@code inputSize} observations of one series. One thread owns it. */
public final class SlidingWindow {
  /*
   * A ring per channel, the rings one after another in a single array of shape [channels, inputSize], so that a series
   * costs one object and one array whatever its channels. All rings share one head: the slot that the next observation
   * overwrites, which is also the oldest one once the window is full. Appending is O(channels); reading the window in
   * time order is two block copies per channel.
   */
  private final int inputSize;
  private final float[] values;
  private int head;
  private int size;
  private long lastTime = Long.MIN_VALUE;

  public SlidingWindow(WindowSpec spec) {
    this.inputSize = spec.inputSize();
    this.values = new float[spec.windowLength()];
  }

  /**
   * Takes in an observation, which replaces the oldest one when the window is full.
   *
   * @param channelValues one for each channel, the target first
   */
  public void append(float[] channelValues, long epochNanos) {
    if (channelValues.length != channels()) {
      throw new IllegalArgumentException(
          "channels: %d (expected: %d)".formatted(channelValues.length, channels()));
    }
    for (int channel = 0; channel < channels(); channel++) {
      values[channel * inputSize + head] = channelValues[channel];
    }
    head = head + 1 == inputSize ? 0 : head + 1;
    size = Math.min(size + 1, inputSize);
    lastTime = epochNanos;
  }

  /** How many observations it holds, at most {@code inputSize}. */
  public int size() {
    return size;
  }

  public boolean isFull() {
    return size == inputSize;
  }

  public int channels() {
    return values.length / inputSize;
  }

  /**
   * Event time of the newest observation in epoch nanoseconds; {@link Long#MIN_VALUE} before the
   * first.
   */
  public long lastTime() {
    return lastTime;
  }

  /** The newest target value. */
  public float lastTarget() {
    if (size == 0) {
      throw new IllegalStateException("window is empty (expected: at least 1 observation)");
    }
    return values[head == 0 ? inputSize - 1 : head - 1];
  }

  /**
   * Puts the window, oldest observation first, channel after channel: shape [channels, size], at
   * the buffer's position.
   */
  public void copyTo(FloatBuffer target) {
    int oldest = isFull() ? head : 0;
    for (int ring = 0; ring < values.length; ring += inputSize) {
      int untilWrap = Math.min(size, inputSize - oldest);
      target.put(values, ring + oldest, untilWrap);
      target.put(values, ring, size - untilWrap);
    }
  }

  /** An immutable copy of a full window. */
  public Window snapshot() {
    if (!isFull()) {
      throw new IllegalStateException(
          "window holds %d observations (expected: %d)".formatted(size, inputSize));
    }
    float[] copy = new float[values.length];
    copyTo(FloatBuffer.wrap(copy));
    return new Window(channels(), lastTime, copy);
  }

  /** Forgets everything. */
  public void clear() {
    head = 0;
    size = 0;
    lastTime = Long.MIN_VALUE;
  }
}
