package dev.foretick.stream.state;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.SplittableRandom;

/** Hashes series ids. Seeded anew in each process, so that nobody can choose ids that collide. */
final class IdHash {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** 2^64 divided by the golden ratio: an odd number whose multiples spread well. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private static final long SEED = new SplittableRandom().nextLong();

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
