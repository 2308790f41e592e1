package dev.foretick.common.window;

import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The last {@code inputSize} observations of one series. One thread owns it.
 *
 * <p>Usually they stay in the order in which they came. A window {@linkplain #withTimes with times}
 * remembers the event time of each, keeps them in time order and so takes in what comes {@linkplain
 * #insert out of order}.
 */
public final class SlidingWindow {
  /*
   * A ring per channel, the rings one after another in a single array of shape [channels, inputSize], so that a series
   * costs one object and one array whatever its channels. All rings share one head: the slot that the next observation
   * overwrites, which is also the oldest one once the window is full. Appending is O(channels); reading the window in
   * time order is two block copies per channel. Event times, if asked for, are one more ring. What comes out of order
   * is appended and then moved down: O(channels * observations that are newer), which are few as a rule.
   */
  private final int inputSize;
  private final float[] values;
  private final long @Nullable [] times;
  private int head;
  private int size;
  private long lastTime = Long.MIN_VALUE;

  /** A window that does not remember event times, but for the newest. */
  public SlidingWindow(WindowSpec spec) {
    this(spec, null);
  }

  private SlidingWindow(WindowSpec spec, long @Nullable [] times) {
    this.inputSize = spec.inputSize();
    this.values = new float[spec.windowLength()];
    this.times = times;
  }

  /** A window that remembers the event time of each observation: 8 bytes more for each. */
  public static SlidingWindow withTimes(WindowSpec spec) {
    return new SlidingWindow(spec, new long[spec.inputSize()]);
  }

  /**
   * Takes in an observation as the newest one, which replaces the oldest one when the window is
   * full.
   *
   * @param channelValues one for each channel, the target first
   * @param epochNanos its event time; in a window with times not before {@link #lastTime()}
   */
  public void append(float[] channelValues, long epochNanos) {
    requireChannels(channelValues);
    if (times != null) {
      if (epochNanos < lastTime) {
        throw new IllegalArgumentException(
            "time: %d (expected: >= %d)".formatted(epochNanos, lastTime));
      }
      times[head] = epochNanos;
    }
    write(head, channelValues);
    head = head + 1 == inputSize ? 0 : head + 1;
    size = Math.min(size + 1, inputSize);
    lastTime = epochNanos;
  }

  /**
   * Takes in an observation at its place in time order. When the window is full, the oldest one
   * goes, unless the newcomer is older still. Of several with the newcomer's event time, the one
   * that came last is the one that it replaces.
   *
   * @param channelValues one for each channel, the target first
   * @throws IllegalStateException if this window does not remember event times
   */
  public Placement insert(float[] channelValues, long epochNanos, DuplicateRule rule) {
    long[] known = requireTimes();
    requireChannels(channelValues);
    int place = size;
    while (place > 0 && known[slot(place - 1)] > epochNanos) {
      place--;
    }
    if (rule != DuplicateRule.KEEP && place > 0 && known[slot(place - 1)] == epochNanos) {
      if (rule == DuplicateRule.FIRST) {
        return Placement.IGNORED;
      }
      write(slot(place - 1), channelValues);
      return Placement.REPLACED;
    }
    if (place == size) {
      append(channelValues, epochNanos);
      return Placement.APPENDED;
    }
    if (place == 0 && isFull()) {
      return Placement.TOO_OLD;
    }
    int newer = size - place;
    append(channelValues, lastTime);
    for (int position = size - 1; position > size - 1 - newer; position--) {
      move(slot(position - 1), slot(position));
      known[slot(position)] = known[slot(position - 1)];
    }
    int slot = slot(size - 1 - newer);
    known[slot] = epochNanos;
    write(slot, channelValues);
    return Placement.INSERTED;
  }

  /** Whether it remembers the event time of each observation. */
  public boolean hasTimes() {
    return times != null;
  }

  /**
   * Event time of an observation in epoch nanoseconds.
   *
   * @param position 0 for the oldest
   * @throws IllegalStateException if this window does not remember event times
   */
  public long time(int position) {
    return requireTimes()[slot(Objects.checkIndex(position, size))];
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
   * The target value of an observation before the newest one; NaN if the window does not reach back
   * so far.
   *
   * @param observations how many before
   */
  public float targetBefore(int observations) {
    return observations < size ? values[slot(size - 1 - observations)] : Float.NaN;
  }

  /**
   * The value of a channel of an observation.
   *
   * @param position 0 for the oldest
   */
  public float value(int channel, int position) {
    Objects.checkIndex(channel, channels());
    return values[channel * inputSize + slot(Objects.checkIndex(position, size))];
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

  /**
   * Puts the event times, oldest first: shape [size], at the buffer's position.
   *
   * @throws IllegalStateException if this window does not remember event times
   */
  public void copyTimesTo(LongBuffer target) {
    long[] known = requireTimes();
    int oldest = isFull() ? head : 0;
    int untilWrap = Math.min(size, inputSize - oldest);
    target.put(known, oldest, untilWrap);
    target.put(known, 0, size - untilWrap);
  }

  /**
   * Becomes a window that was copied with its event times. A window that does not remember them
   * keeps the newest.
   *
   * @param size how many observations, at most {@code inputSize}
   * @param saved what {@link #copyTo} put, from the buffer's position: shape [channels, size]
   * @param savedTimes what {@link #copyTimesTo} put, from the buffer's position: shape [size]
   * @throws IllegalArgumentException if the size does not fit, the buffers hold too little or the
   *     times fall; this window is unchanged then
   */
  public void restore(int size, FloatBuffer saved, LongBuffer savedTimes) {
    requireSaved(size, saved);
    if (savedTimes.remaining() < size) {
      throw new IllegalArgumentException(
          "times: %d (expected: %d)".formatted(savedTimes.remaining(), size));
    }
    int first = savedTimes.position();
    for (int i = first + 1; i < first + size; i++) {
      if (savedTimes.get(i) < savedTimes.get(i - 1)) {
        throw new IllegalArgumentException(
            "time: %d (expected: >= %d)".formatted(savedTimes.get(i), savedTimes.get(i - 1)));
      }
    }
    if (times != null) {
      savedTimes.get(times, 0, size);
    } else {
      savedTimes.position(first + size);
    }
    fill(size, saved, size == 0 ? Long.MIN_VALUE : savedTimes.get(first + size - 1));
  }

  /**
   * Becomes a window that was copied without event times.
   *
   * @param size how many observations, at most {@code inputSize}
   * @param saved what {@link #copyTo} put, from the buffer's position: shape [channels, size]
   * @param newest its {@link #lastTime()}
   * @throws IllegalArgumentException if the size does not fit or the buffer holds too little; this
   *     window is unchanged then
   * @throws IllegalStateException if this window remembers event times, which are not given
   */
  public void restore(int size, FloatBuffer saved, long newest) {
    if (times != null) {
      throw new IllegalStateException("window has times (expected: those of the copy, too)");
    }
    requireSaved(size, saved);
    fill(size, saved, size == 0 ? Long.MIN_VALUE : newest);
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

  /** Where in each ring a position is, 0 being the oldest. */
  private int slot(int position) {
    int slot = (isFull() ? head : 0) + position;
    return slot < inputSize ? slot : slot - inputSize;
  }

  private void write(int slot, float[] channelValues) {
    for (int channel = 0; channel < channelValues.length; channel++) {
      values[channel * inputSize + slot] = channelValues[channel];
    }
  }

  private void move(int from, int to) {
    for (int ring = 0; ring < values.length; ring += inputSize) {
      values[ring + to] = values[ring + from];
    }
  }

  private void fill(int newSize, FloatBuffer saved, long newest) {
    for (int ring = 0; ring < values.length; ring += inputSize) {
      saved.get(values, ring, newSize);
    }
    size = newSize;
    head = newSize == inputSize ? 0 : newSize;
    lastTime = newest;
  }

  private long[] requireTimes() {
    if (times == null) {
      throw new IllegalStateException("window has no times (expected: one made with times)");
    }
    return times;
  }

  private void requireChannels(float[] channelValues) {
    if (channelValues.length != channels()) {
      throw new IllegalArgumentException(
          "channels: %d (expected: %d)".formatted(channelValues.length, channels()));
    }
  }

  private void requireSaved(int newSize, FloatBuffer saved) {
    if (newSize < 0 || newSize > inputSize) {
      throw new IllegalArgumentException(
          "size: %d (expected: 0 to %d)".formatted(newSize, inputSize));
    }
    if (saved.remaining() < newSize * channels()) {
      throw new IllegalArgumentException(
          "values: %d (expected: %d)".formatted(saved.remaining(), newSize * channels()));
    }
  }
}
