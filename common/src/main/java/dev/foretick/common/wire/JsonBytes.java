package dev.foretick.common.wire;

import java.util.Arrays;

/**
 * The bytes of one JSON message, as they are put together. Made once and filled again for each
 * message; it grows to the longest one. One thread owns it.
 */
final class JsonBytes {
  private static final int LONGEST_INTEGER = 20;

  private byte[] bytes = new byte[4096];
  private int size;

  int size() {
    return size;
  }

  /** Says where the message ends now: behind what was written into {@link #room}, or earlier. */
  void end(int newSize) {
    size = newSize;
  }

  /**
   * The array, with room for {@code count} bytes from {@link #size} on. What is written there
   * counts once {@link #end} says so.
   */
  byte[] room(int count) {
    if (bytes.length - size < count) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(size, count)));
    }
    return bytes;
  }

  void put(byte[] constant) {
    System.arraycopy(constant, 0, room(constant.length), size, constant.length);
    size += constant.length;
  }

  /** Puts once more what stands between two places. */
  void repeat(int from, int to) {
    int length = to - from;
    byte[] target = room(length);
    System.arraycopy(target, from, target, size, length);
    size += length;
  }

  void integer(long value) {
    byte[] target = room(LONGEST_INTEGER);
    int at = size;
    if (value < 0) {
      target[at++] = '-';
    }
    // Below 0, where every long has its place.
    long rest = value < 0 ? value : -value;
    at += digits(rest);
    size = at;
    do {
      target[--at] = (byte) ('0' - rest % 10);
      rest /= 10;
    } while (rest != 0);
  }

  /** A copy of exactly the message. */
  byte[] toArray() {
    return Arrays.copyOf(bytes, size);
  }

  private static int digits(long negative) {
    int digits = 1;
    for (long rest = negative; rest <= -10; rest /= 10) {
      digits++;
    }
    return digits;
  }
}
