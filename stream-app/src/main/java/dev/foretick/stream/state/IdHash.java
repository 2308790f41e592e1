package dev.foretick.stream.state;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.SplittableRandom;

/**
 * Hashes series ids, in each process by other numbers, so that ids that collide are hard to
 * prepare.
 */
final class IdHash {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final SplittableRandom RANDOM = new SplittableRandom();
  private static final long SEED = RANDOM.nextLong();

  /** Odd, so that a product with it loses nothing. */
  private static final long SPREAD = RANDOM.nextLong() | 1;

  private IdHash() {}

  static int of(byte[] bytes, int from, int length) {
    long hash = SEED ^ (length * SPREAD);
    int at = from;
    int end = from + length;
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      hash = mix(hash ^ (long) LONG.get(bytes, at));
    }
    long tail = 0;
    for (; at < end; at++) {
      tail = (tail << Byte.SIZE) | (bytes[at] & 0xff);
    }
    hash = mix(hash ^ tail);
    return (int) (hash >>> Integer.SIZE);
  }

  private static long mix(long value) {
    long product = value * SPREAD;
    return product ^ Long.rotateRight(product, 29) ^ (product >>> 47);
  }
}
