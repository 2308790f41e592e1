package dev.foretick.common.wire;

/**
 * Reads the moments that almost every message states, straight from bytes: {@code
 * 2026-01-02T15:04:05.123Z}, or a whole number of an epoch unit.
 */
final class PlainTime {
  /** What is no plain moment; as a moment it is out of the range that is asked of one. */
  static final long UNREADABLE = Long.MIN_VALUE;

  private static final int SECONDS_LENGTH = "2026-01-02T15:04:05".length();
  private static final int FIRST_YEAR = 1700;
  private static final int LAST_YEAR = 2200;
  private static final int SECONDS_PER_DAY = 86_400;
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private PlainTime() {}

  /** An ISO moment in UTC, in epoch nanoseconds, or {@link #UNREADABLE}. */
  static long iso(byte[] text, int from, int to) {
    if (to - from <= SECONDS_LENGTH || text[to - 1] != 'Z') {
      return UNREADABLE;
    }
    int year = number(text, from, 4);
    int month = number(text, from + 5, 2);
    int day = number(text, from + 8, 2);
    int hour = number(text, from + 11, 2);
    int minute = number(text, from + 14, 2);
    int second = number(text, from + 17, 2);
    boolean separated =
        text[from + 4] == '-'
            && text[from + 7] == '-'
            && (text[from + 10] == 'T' || text[from + 10] == ' ')
            && text[from + 13] == ':'
            && text[from + 16] == ':';
    int nanos = fraction(text, from + SECONDS_LENGTH, to - 1);
    if (!separated
        || nanos < 0
        || !isWithin(year, FIRST_YEAR, LAST_YEAR)
        || !isWithin(month, 1, 12)
        || !isWithin(day, 1, monthLength(year, month))
        || !isWithin(hour, 0, 23)
        || !isWithin(minute, 0, 59)
        || !isWithin(second, 0, 59)) {
      return UNREADABLE;
    }
    long seconds =
        epochDay(year, month, day) * SECONDS_PER_DAY + hour * 3600L + minute * 60L + second;
    return seconds * NANOS_PER_SECOND + nanos;
  }

  /** A whole number of {@code unit} nanoseconds, in epoch nanoseconds, or {@link #UNREADABLE}. */
  static long epoch(byte[] text, int from, int to, long unit) {
    boolean negative = from < to && text[from] == '-';
    int start = negative ? from + 1 : from;
    if (to == start) {
      return UNREADABLE;
    }
    long count = 0;
    for (int i = start; i < to; i++) {
      int digit = text[i] - '0';
      if (digit < 0 || digit > 9 || count > (Long.MAX_VALUE - digit) / 10) {
        return UNREADABLE;
      }
      count = count * 10 + digit;
    }
    if (count > Long.MAX_VALUE / unit) {
      return UNREADABLE;
    }
    return negative ? -count * unit : count * unit;
  }

  /** Nanoseconds; -1 if the text is neither empty nor a fraction of a second. */
  private static int fraction(byte[] text, int from, int to) {
    if (from == to) {
      return 0;
    }
    if (text[from] != '.' || to - from == 1 || to - from > 10) {
      return -1;
    }
    int nanos = 0;
    int unit = 100_000_000;
    for (int i = from + 1; i < to; i++, unit /= 10) {
      int digit = text[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      nanos += digit * unit;
    }
    return nanos;
  }

  /** A number of so many digits; -1 if they are not all digits. */
  private static int number(byte[] text, int from, int digits) {
    int value = 0;
    for (int i = from; i < from + digits; i++) {
      int digit = text[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  private static boolean isWithin(int value, int min, int max) {
    return min <= value && value <= max;
  }

  private static int monthLength(int year, int month) {
    return switch (month) {
      case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }

  /** Days since 1970-01-01 of a date after Christ, years counted from March. */
  private static long epochDay(int year, int month, int day) {
    int marchYear = month > 2 ? year : year - 1;
    int marchMonth = month > 2 ? month - 3 : month + 9;
    int dayOfYear = (153 * marchMonth + 2) / 5 + day - 1;
    return 365L * marchYear
        + marchYear / 4
        - marchYear / 100
        + marchYear / 400
        + dayOfYear
        - 719_468;
  }
}
