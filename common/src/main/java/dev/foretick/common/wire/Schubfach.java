package dev.foretick.common.wire;

/**
 * Finds the shortest decimal that rounds to a float, and of several the one closest to it, by
 * Raffaello Giulietti, "The Schubfach way to render doubles", 2021, in the 64-bit arithmetic that
 * suffices for floats.
 *
 * <p>On a grid of steps 10^k, narrower than the interval of numbers that round to the float, at
 * least one of the two points about the float lies in the interval; on the grid ten times as coarse
 * at most one point does. If that one does, it is the shortest; otherwise the closer of the two.
 */
final class Schubfach {
  private static final long STICKY = (1L << 31) - 1;

  private Schubfach() {}

  /**
   * The digits d of the shortest d · 10^k.
   *
   * @param row of {@link FloatScales}, which has k
   * @param significand c of the float c · 2^q
   */
  static int digits(int row, int significand) {
    long factor = FloatScales.FACTOR[row];
    int shift = FloatScales.SHIFT[row];
    // In quarters of a grid step, so that bounds half way to the neighbours are whole before
    // scaling.
    long quarters = 4L * significand;
    long toLower = row < FloatScales.POWER_OF_TWO ? 2 : 1;
    int value = scale(factor, quarters << shift);
    // The bounds themselves round to the float if its significand is even.
    int open = significand & 1;
    int lower = scale(factor, (quarters - toLower) << shift) + open;
    int upper = scale(factor, (quarters + 2) << shift) - open;

    int below = value >> 2;
    if (below >= 100) {
      int tensBelow = below / 10 * 10;
      boolean belowIn = lower <= 4 * tensBelow;
      boolean aboveIn = 4 * tensBelow + 40 <= upper;
      if (belowIn != aboveIn) {
        return belowIn ? tensBelow : tensBelow + 10;
      }
    }
    boolean belowIn = lower <= 4 * below;
    boolean aboveIn = 4 * below + 4 <= upper;
    if (belowIn != aboveIn) {
      return belowIn ? below : below + 1;
    }
    int pastMiddle = value - 4 * below - 2;
    return pastMiddle < 0 || (pastMiddle == 0 && (below & 1) == 0) ? below : below + 1;
  }

  /** Scales and rounds to odd: what is no whole number stays between the two even ones. */
  private static int scale(long factor, long shifted) {
    long product = Math.multiplyHigh(factor, shifted);
    return (int) ((product >>> 31) | (((product & STICKY) + STICKY) >>> 31));
  }
}
