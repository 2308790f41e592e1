package dev.foretick.common.window;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Objects;

/**
 * Full windows side by side in one direct buffer of shape [size, channels, inputSize], which a
 * native runtime reads in place, and beside each window the group of its series. Made once and
 * filled again for each micro-batch; one thread owns it.
 */
public final class WindowBatch {
  private final WindowSpec spec;
  private final int capacity;
  private final FloatBuffer buffer;
  private final LongBuffer groups;
  private int size;

  /**
   * Allocates the buffer.
   *
   * @param capacity the most windows that it takes
   */
  public WindowBatch(WindowSpec spec, int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity: %d (expected: >= 1)".formatted(capacity));
    }
    this.spec = spec;
    this.capacity = capacity;
    long bytes = (long) capacity * spec.windowLength() * Float.BYTES;
    if (bytes > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "capacity: %d windows of %d values (expected: less than 2 GiB together)"
              .formatted(capacity, spec.windowLength()));
    }
    this.buffer =
        ByteBuffer.allocateDirect((int) bytes).order(ByteOrder.nativeOrder()).asFloatBuffer();
    this.groups =
        ByteBuffer.allocateDirect(Math.multiplyExact(capacity, Long.BYTES))
            .order(ByteOrder.nativeOrder())
            .asLongBuffer();
  }

  public WindowSpec spec() {
    return spec;
  }

  public int size() {
    return size;
  }

  public int capacity() {
    return capacity;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  public boolean isFull() {
    return size == capacity;
  }

  /** Copies a full window of a series that belongs to no group of its own in as the next row. */
  public void add(SlidingWindow window) {
    add(window, 0);
  }

  /**
   * Copies a full window in as the next row.
   *
   * @param group of the window's series, as the model counts them; 0 for a series it does not know
   */
  public void add(SlidingWindow window, int group) {
    if (!window.isFull()) {
      throw new IllegalArgumentException(
          "window holds %d observations (expected: %d)".formatted(window.size(), spec.inputSize()));
    }
    if (window.channels() != spec.channels() || window.size() != spec.inputSize()) {
      throw new IllegalArgumentException(
          "window: %d channels of %d values (expected: %s)"
              .formatted(window.channels(), window.size(), spec));
    }
    window.copyTo(nextRow());
    groups.put(size, group);
    size++;
  }

  /** Copies a window of a series that belongs to no group of its own in as the next row. */
  public void add(Window window) {
    add(window, 0);
  }

  /**
   * Copies a window in as the next row.
   *
   * @param group of the window's series, as the model counts them; 0 for a series it does not know
   */
  public void add(Window window, int group) {
    if (window.channels() != spec.channels() || window.inputSize() != spec.inputSize()) {
      throw new IllegalArgumentException("window: %s (expected: %s)".formatted(window, spec));
    }
    nextRow().put(window.values());
    groups.put(size, group);
    size++;
  }

  /**
   * Holds a forecaster's input to what it takes.
   *
   * @throws IllegalArgumentException unless there is at least one window and all are of this shape
   */
  public void requireWindowsOf(WindowSpec expected) {
    if (isEmpty() || !spec.equals(expected)) {
      throw new IllegalArgumentException(
          "windows: %d of %s (expected: at least 1 of %s)".formatted(size, spec, expected));
    }
  }

  /** The newest target value of a row. */
  public float lastTarget(int row) {
    Objects.checkIndex(row, size);
    return buffer.clear().get(row * spec.windowLength() + spec.inputSize() - 1);
  }

  /**
   * The rows in raw units, shape [size, channels, inputSize]: a view of the shared memory from 0 to
   * its limit.
   */
  public FloatBuffer values() {
    return buffer.duplicate().clear().limit(size * spec.windowLength());
  }

  /** The group of a row's series. */
  public int group(int row) {
    Objects.checkIndex(row, size);
    return (int) groups.get(row);
  }

  /** The groups of all rows, shape [size]: a view of the shared memory from 0 to its limit. */
  public LongBuffer groups() {
    return groups.duplicate().clear().limit(size);
  }

  /** Makes room for the next micro-batch. */
  public void clear() {
    size = 0;
  }

  private FloatBuffer nextRow() {
    if (isFull()) {
      throw new IllegalStateException("batch is full at %d windows".formatted(capacity));
    }
    return buffer
        .clear()
        .position(size * spec.windowLength())
        .limit((size + 1) * spec.windowLength());
  }
}
