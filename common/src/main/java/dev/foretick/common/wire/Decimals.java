package dev.foretick.common.wire;

/**
 * Numbers as text: an optional sign, decimal digits, an optional fraction and exponent. Stricter
 * than {@link Double#parseDouble}, which also takes {@code NaN}, {@code Infinity}, {@code 0x1p3}
 * and {@code 1f}: none of these is a reading.
 */
public final class Decimals {
  private Decimals() {}

  /**
   * The nearest double; infinite if the number is too large for one.
   *
   * @throws NumberFormatException if {@code text} is not a decimal number
   */
  public static double parse(String text) {
    if (!isDecimal(text)) {
      throw new NumberFormatException("'%s' (expected: a number)".formatted(text));
    }
    return Double.parseDouble(text);
  }

  /** Whether the whole text, blanks included, is one decimal number. */
  public static boolean isDecimal(String text) {
    int mantissa = skipSign(text, 0);
    int point = skipDigits(text, mantissa);
    int digits = point - mantissa;
    int end = point;
    if (end < text.length() && text.charAt(end) == '.') {
      end = skipDigits(text, end + 1);
      digits += end - point - 1;
    }
    if (digits > 0 && end < text.length() && (text.charAt(end) | 0x20) == 'e') {
      int exponent = skipSign(text, end + 1);
      end = skipDigits(text, exponent);
      digits = end - exponent;
    }
    return digits > 0 && end == text.length();
  }

  private static int skipSign(String text, int at) {
    return at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+') ? at + 1 : at;
  }

  private static int skipDigits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }
}
