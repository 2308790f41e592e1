package dev.foretick.stream.watch;

import java.util.List;

/**
 * Tells by a few of their bytes that most ids are not among some others, for which those of all
 * observations are looked at.
 */
final class KeyFilter {
  private static final int BITS = 10;

  /** 2^32 over the golden ratio, which spreads what is multiplied by it. */
  private static final int SPREAD = 0x9E3779B9;

  private final boolean[] taken = new boolean[1 << BITS];

  /** Lets these ids pass. */
  KeyFilter(List<byte[]> keys) {
    keys.forEach(key -> taken[place(key)] = true);
  }

  /** Whether an id may be one of them; true for each of them and for few others. */
  boolean passes(byte[] key) {
    return taken[place(key)];
  }

  private static int place(byte[] key) {
    int length = key.length;
    int sample = (key[0] << 24) ^ (key[length / 3] << 16) ^ (key[length * 2 / 3] << 8);
    return ((sample ^ key[length - 1]) * SPREAD + length * SPREAD) >>> (Integer.SIZE - BITS);
  }
}
