package dev.foretick.common.wire;

/**
 * Steps over JSON in its plainest form, straight from bytes: printable ASCII without escapes, and
 * numbers that a double holds without rounding twice. One thread owns it and uses it for one
 * message after another.
 */
final class PlainJson {
  /*
   * Everything here may give up, and says so by returning false; it never complains. What it does take it must take as
   * a full JSON parser would: whoever gets a false asks one. Reading behind the end gives 0, which stands nowhere in
   * plain JSON.
   */
  /** So many digits fit into 64 bits without a sign. */
  private static final int MAX_DIGITS = 19;

  private static final long MAX_EXACT = 1L << 53;

  /** Powers of ten that a double holds exactly. */
  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private byte[] bytes = {};
  private int at;

  /** Where the string or number that was read last stands. */
  private int from;

  private int to;

  private boolean negative;
  private long mantissa;
  private int exponent;
  private boolean whole;

  void open(byte[] message) {
    bytes = message;
    at = 0;
  }

  byte[] bytes() {
    return bytes;
  }

  /** First byte of the string, without its quote, or of the number. */
  int from() {
    return from;
  }

  /** Behind the last byte of the string or number. */
  int to() {
    return to;
  }

  /** The next byte that is no blank; does not go past it. */
  int peek() {
    int next = byteAt(at);
    while (next == ' ' || next == '\n' || next == '\t' || next == '\r') {
      next = byteAt(++at);
    }
    return next;
  }

  /** Goes past a byte if it comes next, blanks aside. */
  boolean take(char wanted) {
    boolean there = peek() == wanted;
    at += there ? 1 : 0;
    return there;
  }

  /** Whether nothing but blanks is left. */
  boolean isAtEnd() {
    return peek() == 0 && at >= bytes.length;
  }

  /** Reads a string that holds no escape. */
  boolean string() {
    if (!take('"')) {
      return false;
    }
    from = at;
    int next = byteAt(at);
    while (next >= ' ' && next < 0x7f && next != '"' && next != '\\') {
      next = byteAt(++at);
    }
    to = at++;
    return next == '"';
  }

  /** Reads a number of up to 19 digits. */
  boolean number() {
    peek();
    from = at;
    negative = byteAt(at) == '-';
    at += negative ? 1 : 0;
    int start = at;
    mantissa = 0;
    exponent = 0;
    digits();
    int length = at - start;
    if (length == 0 || (length > 1 && byteAt(start) == '0')) {
      return false;
    }
    whole = true;
    if (byteAt(at) == '.') {
      int point = ++at;
      digits();
      exponent = point - at;
      length += at - point;
      whole = false;
      if (at == point) {
        return false;
      }
    }
    to = at;
    return length <= MAX_DIGITS && ((byteAt(at) | 0x20) != 'e' || exponentPart());
  }

  /** Whether the number that was read last has neither a fraction nor an exponent. */
  boolean isWhole() {
    return whole;
  }

  /** Whether {@link #value} is the double nearest to the number that was read last. */
  boolean isExact() {
    return Long.compareUnsigned(mantissa, MAX_EXACT) <= 0
        && Math.abs(exponent) < POWERS.length
        && !(negative && mantissa == 0);
  }

  /** The number that was read last, if it {@link #isExact}. */
  double value() {
    double magnitude =
        exponent < 0 ? mantissa / POWERS[-exponent] : (double) mantissa * POWERS[exponent];
    return negative ? -magnitude : magnitude;
  }

  /** Goes past a string, a number, true, false or null. */
  boolean skip() {
    return switch (peek()) {
      case '"' -> string();
      case 't' -> literal("true");
      case 'f' -> literal("false");
      case 'n' -> literal("null");
      default -> number();
    };
  }

  private boolean literal(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (byteAt(at++) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private void digits() {
    int digit = byteAt(at) - '0';
    while (digit >= 0 && digit <= 9) {
      // Too many digits run over; they are counted and refused afterwards.
      mantissa = mantissa * 10 + digit;
      digit = byteAt(++at) - '0';
    }
  }

  private boolean exponentPart() {
    whole = false;
    int sign = byteAt(++at);
    at += sign == '-' || sign == '+' ? 1 : 0;
    int start = at;
    int value = 0;
    int digit = byteAt(at) - '0';
    while (digit >= 0 && digit <= 9 && at - start < 4) {
      value = value * 10 + digit;
      digit = byteAt(++at) - '0';
    }
    to = at;
    exponent += sign == '-' ? -value : value;
    return at > start && (digit < 0 || digit > 9);
  }

  private int byteAt(int index) {
    return index < bytes.length ? bytes[index] : 0;
  }
}
