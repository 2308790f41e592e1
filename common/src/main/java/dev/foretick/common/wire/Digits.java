package dev.foretick.common.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight decimal digits at once, one in each byte of a long, the first in the lowest byte. */
final class Digits {
  /** Makes digits their characters when added. */
  static final long ASCII = 0x3030_3030_3030_3030L;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Digits() {}

  /**
   * Splits a number into digits: halves of four, quarters of two, then ones. The divisions by 100
   * and by 10 are products with rounded reciprocals, exact for as many digits as a lane holds.
   *
   * @param number 0 to 99 999 999
   */
  static long eight(int number) {
    int high = number / 10_000;
    long fours = high | ((long) (number - 10_000 * high) << 32);
    long hundreds = ((fours * 10_486) >>> 20) & 0x0000_007F_0000_007FL;
    long twos = hundreds | ((fours - 100 * hundreds) << 16);
    long tens = ((twos * 103) >>> 10) & 0x000F_000F_000F_000FL;
    return tens | ((twos - 10 * tens) << 8);
  }

  /** Writes eight bytes, the lowest first. */
  static void put(long eightBytes, byte[] target, int at) {
    LONGS.set(target, at, eightBytes);
  }
}
