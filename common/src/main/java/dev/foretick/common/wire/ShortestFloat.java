package dev.foretick.common.wire;

import java.nio.charset.StandardCharsets;

/**
 * Writes floats with the fewest digits that read back as the same float, in Java's notation: plain
 * from 10^-3 to 10^7 ({@code 101.3}), scientific elsewhere ({@code 1.0E10}), always with a digit on
 * both sides of the point.
 */
final class ShortestFloat {
  private static final int ROOM = 32;
  private static final int FRACTION_BITS = 23;
  private static final int MAX_PLAIN_POINT = 7;
  private static final int MIN_PLAIN_POINT = -2;
  private static final int NINE = 9;
  private static final int[] POWER = new int[NINE + 1];
  private static final byte[] ZERO = "0.0".getBytes(StandardCharsets.US_ASCII);
  private static final long LEADING_ZEROS = 0x3030_2E30L;

  // Of so small a significand two digits are wanted, which its ten-fold has.
  private static final int TINY = 8;

  static {
    POWER[0] = 1;
    for (int i = 1; i < POWER.length; i++) {
      POWER[i] = 10 * POWER[i - 1];
    }
  }

  private ShortestFloat() {}

  /**
   * Writes a float.
   *
   * @param value finite
   */
  static void put(float value, JsonBytes out) {
    int bits = Float.floatToRawIntBits(value);
    byte[] target = out.room(ROOM);
    int at = out.size();
    if (bits < 0) {
      target[at++] = '-';
    }
    int biased = (bits >>> FRACTION_BITS) & 0xFF;
    int fraction = bits & ((1 << FRACTION_BITS) - 1);
    if (biased == 0 && fraction == 0) {
      out.end(at);
      out.put(ZERO);
    } else if (biased == 0 && fraction < TINY) {
      int digits = Schubfach.digits(0, 10 * fraction);
      out.end(decimal(digits, FloatScales.EXPONENT[0] - 1, target, at));
    } else {
      int row = biased > 1 && fraction == 0 ? FloatScales.POWER_OF_TWO + biased : biased;
      int digits = Schubfach.digits(row, biased == 0 ? fraction : (1 << FRACTION_BITS) | fraction);
      out.end(decimal(digits, FloatScales.EXPONENT[row], target, at));
    }
  }

  /** Writes {@code digits · 10^exponent} and gives the place behind it. */
  private static int decimal(int digits, int exponent, byte[] target, int at) {
    int length = length(digits);
    int nine = digits * POWER[NINE - length];
    int first = nine / POWER[NINE - 1];
    long rest = Digits.eight(nine - first * POWER[NINE - 1]);
    // Digits behind the first, without zeros at the end.
    int further = Long.BYTES - Long.numberOfLeadingZeros(rest) / Byte.SIZE;
    long text = rest + Digits.ASCII;
    // Value: 0.d1d2d3… · 10^point.
    int point = exponent + length;
    if (point > MAX_PLAIN_POINT || point < MIN_PLAIN_POINT) {
      target[at] = (byte) ('0' + first);
      target[at + 1] = '.';
      Digits.put(text, target, at + 2);
      return exponent(point - 1, target, at + 2 + Math.max(1, further));
    }
    if (point <= 0) {
      Digits.put(LEADING_ZEROS, target, at);
      int start = at + 2 - point;
      target[start] = (byte) ('0' + first);
      Digits.put(text, target, start + 1);
      return start + 1 + further;
    }
    target[at] = (byte) ('0' + first);
    Digits.put(text, target, at + 1);
    target[at + point] = '.';
    Digits.put(text >>> (Byte.SIZE * (point - 1)), target, at + point + 1);
    return at + point + 1 + Math.max(1, further + 1 - point);
  }

  private static int exponent(int exponent, byte[] target, int from) {
    int at = from;
    target[at++] = 'E';
    if (exponent < 0) {
      target[at++] = '-';
    }
    int size = Math.abs(exponent);
    if (size >= 10) {
      target[at++] = (byte) ('0' + size / 10);
    }
    target[at++] = (byte) ('0' + size % 10);
    return at;
  }

  /** How many decimal digits a positive number has; 1233 / 4096 is about log10 2. */
  private static int length(int number) {
    int least = ((Integer.SIZE - Integer.numberOfLeadingZeros(number)) * 1233) >>> 12;
    return number < POWER[least] ? least : least + 1;
  }
}
