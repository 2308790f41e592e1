package dev.foretick.common.wire;

import dev.foretick.common.series.EpochNanos;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.util.Locale;

/** How a field states time. Configured, never guessed from a message. */
public enum TimeUnitFormat {
  /**
   * A date, or a date and a time of day, with or without an offset: {@code
   * 2026-01-02T15:04:05.123Z}, {@code 2026-01-02 15:04}, {@code 2026-01-02}. No offset means UTC.
   */
  ISO(0, "ISO-8601 such as 2026-01-02T15:04:05.123Z"),
  /** Seconds since 1970-01-01T00:00:00Z; a fraction counts down to the nanosecond. */
  EPOCH_S(9, "epoch seconds"),
  EPOCH_MS(6, "epoch milliseconds"),
  EPOCH_US(3, "epoch microseconds"),
  EPOCH_NS(0, "epoch nanoseconds");

  /**
   * Longer texts and larger exponents are no moments, and working them out would cost their size.
   */
  private static final int MAX_LENGTH = 64;

  private static final int MAX_LONG_LENGTH = 18;

  private final int decimals;
  private final long unit;
  private final String expected;

  TimeUnitFormat(int decimals, String expected) {
    this.decimals = decimals;
    this.unit = BigDecimal.ONE.movePointRight(decimals).longValueExact();
    this.expected = expected;
  }

  /** The name in options: {@code iso}, {@code epoch-s}, {@code epoch-ms}, … */
  public String optionName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What a text must be to be read, for messages. */
  public String expected() {
    return expected;
  }

  /**
   * Reads a moment, in epoch nanoseconds. Whatever a fraction says past the nanosecond is dropped.
   *
   * @throws DateTimeException if the text is not a moment in this format; the message says why in
   *     the style {@code 'abc' (expected: epoch seconds)}
   */
  public long parse(String text) {
    try {
      return this == ISO ? IsoTime.parse(text) : epoch(text);
    } catch (DateTimeException | NumberFormatException e) {
      throw new DateTimeException(complaint(text, expected), e);
    } catch (ArithmeticException | IllegalArgumentException e) {
      throw new DateTimeException(complaint(text, expected + " within " + range()), e);
    }
  }

  /** Writes a moment so that {@link #parse} reads the same one, down to the nanosecond. */
  public String format(long epochNanos) {
    return this == ISO
        ? EpochNanos.toInstant(epochNanos).toString()
        : BigDecimal.valueOf(epochNanos, decimals).stripTrailingZeros().toPlainString();
  }

  /**
   * Reads a moment in its plainest form, straight from bytes, in epoch nanoseconds.
   *
   * @return {@link PlainTime#UNREADABLE} if {@link #parse} has to decide
   */
  long parsePlain(byte[] text, int from, int to) {
    return this == ISO ? PlainTime.iso(text, from, to) : PlainTime.epoch(text, from, to, unit);
  }

  private long epoch(String text) {
    if (text.length() > MAX_LENGTH || !Decimals.isDecimal(text)) {
      throw new NumberFormatException("not a decimal number");
    }
    if (text.length() <= MAX_LONG_LENGTH && isWhole(text)) {
      return Math.multiplyExact(Long.parseLong(text), unit);
    }
    BigDecimal value = new BigDecimal(text);
    if (value.signum() == 0) {
      return 0;
    }
    if (Math.abs((long) value.scale()) > MAX_LENGTH) {
      throw new ArithmeticException("out of range");
    }
    return value.movePointRight(decimals).setScale(0, RoundingMode.FLOOR).longValueExact();
  }

  private static boolean isWhole(String text) {
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character == '.' || character == 'e' || character == 'E') {
        return false;
      }
    }
    return true;
  }

  private static String range() {
    return EpochNanos.MIN + " and " + EpochNanos.MAX;
  }

  private static String complaint(String text, String expected) {
    return "%s (expected: %s)".formatted(MalformedRecordException.quoted(text), expected);
  }
}
