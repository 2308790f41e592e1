package dev.foretick.common.wire;

import java.math.BigInteger;

/**
 * For each exponent of a float, the power of ten that makes its neighbours differ by 1 to 10 units.
 *
 * <p>A float is c · 2^q. Row by row, with k = ⌊log10 2^q⌋, {@code factor · 2^r} is 10^-k rounded up
 * to 63 bits, and {@code shift} brings c · 2^q · 10^-k to bit 95 of the product of {@code c <<
 * shift} and {@code factor}. Powers of two have rows of their own: their lower neighbour is only
 * half as far away, so k = ⌊log10 (3/4 · 2^q)⌋.
 */
final class FloatScales {
  /** Added to the row of an exponent where the float is a power of two. */
  static final int POWER_OF_TWO = 256;

  /** q of the smallest floats. */
  private static final int LEAST_EXPONENT = -149;

  private static final int FACTOR_BITS = 63;
  private static final int FRACTION_BITS = 95;

  static final long[] FACTOR = new long[2 * POWER_OF_TWO];
  static final int[] SHIFT = new int[2 * POWER_OF_TWO];

  /** The power of ten, k. */
  static final int[] EXPONENT = new int[2 * POWER_OF_TWO];

  static {
    // The biased exponent 255 is that of infinities and NaN; 0 has the q of 1.
    for (int biased = 0; biased < 255; biased++) {
      int q = LEAST_EXPONENT + Math.max(biased, 1) - 1;
      double magnitude = q * Math.log10(2);
      fill(biased, q, (int) Math.floor(magnitude));
      fill(POWER_OF_TWO + biased, q, (int) Math.floor(magnitude + Math.log10(0.75)));
    }
  }

  private FloatScales() {}

  private static void fill(int row, int q, int k) {
    BigInteger power = BigInteger.TEN.pow(Math.abs(k));
    int r;
    BigInteger factor;
    if (k <= 0) {
      r = power.bitLength() - FACTOR_BITS;
      factor = power.shiftRight(r);
    } else {
      r = 1 - FACTOR_BITS - power.bitLength();
      factor = BigInteger.ONE.shiftLeft(-r).divide(power);
    }
    FACTOR[row] = factor.longValueExact() + 1;
    SHIFT[row] = FRACTION_BITS + q + r;
    EXPONENT[row] = k;
  }
}
