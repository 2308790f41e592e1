package dev.foretick.stream.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Finds in the bytes of a forecast what the bench needs to know, without reading the rest: the
 * reader shares the processor with the server that it measures. Threads do not share it.
 */
final class ForecastScan {
  private static final byte[] CUTOFF = bytes("\"cutoff\":\"");
  private static final byte[] PARTITION = bytes("\"partition\":");
  private static final byte[] OFFSET = bytes("\"offset\":");
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final int NANO_DIGITS = 9;

  private long cutoffNanos;
  private int partition;
  private long offset;

  /** Where scanning has come to. */
  private int position;

  /**
   * Scans a message.
   *
   * @throws IllegalArgumentException if it is no forecast in one message
   */
  void scan(ByteBuffer message) {
    position = find(message, CUTOFF, message.position(), 1);
    cutoffNanos = instant(message);
    position = find(message, OFFSET, message.limit() - OFFSET.length, -1);
    offset = number(message);
    position = find(message, PARTITION, message.limit() - PARTITION.length, -1);
    partition = (int) number(message);
  }

  /** Time of the newest observation that the forecast knows, in nanoseconds since 1970. */
  long cutoffNanos() {
    return cutoffNanos;
  }

  /** Partition of that observation's record. */
  int partition() {
    return partition;
  }

  /** Offset of that observation's record. */
  long offset() {
    return offset;
  }

  /** The position after a text, looked for forwards or backwards. */
  private static int find(ByteBuffer message, byte[] text, int from, int direction) {
    int last = message.limit() - text.length;
    for (int at = from; at >= message.position() && at <= last; at += direction) {
      if (isAt(message, text, at)) {
        return at + text.length;
      }
    }
    throw new IllegalArgumentException(
        "message: %s (expected: a forecast with %s)"
            .formatted(
                StandardCharsets.UTF_8.decode(message.duplicate()),
                new String(text, StandardCharsets.UTF_8)));
  }

  private static boolean isAt(ByteBuffer message, byte[] text, int at) {
    for (int i = 0; i < text.length; i++) {
      if (message.get(at + i) != text[i]) {
        return false;
      }
    }
    return true;
  }

  /** {@code 2026-01-02T15:04:05.123Z}, with up to nine digits of a second's fraction or none. */
  private long instant(ByteBuffer message) {
    long year = number(message);
    int month = (int) next(message);
    int day = (int) next(message);
    long seconds = next(message);
    seconds = 60 * seconds + next(message);
    seconds = 60 * seconds + next(message);
    long nanos = 0;
    if (message.get(position) == '.') {
      int start = position + 1;
      nanos = next(message);
      for (int digits = position - start; digits < NANO_DIGITS; digits++) {
        nanos *= 10;
      }
    }
    return (86_400 * daysSince1970(year, month, day) + seconds) * NANOS_PER_SECOND + nanos;
  }

  /** The number behind the separator at this position. */
  private long next(ByteBuffer message) {
    position++;
    return number(message);
  }

  private long number(ByteBuffer message) {
    long number = 0;
    for (int digit = message.get(position) - '0'; digit >= 0 && digit <= 9; ) {
      number = 10 * number + digit;
      position++;
      digit = message.get(position) - '0';
    }
    return number;
  }

  /** Howard Hinnant's {@code days_from_civil}, for years of our era. */
  private static long daysSince1970(long year, int month, int day) {
    long shifted = month <= 2 ? year - 1 : year;
    long era = shifted / 400;
    long yearOfEra = shifted - 400 * era;
    long dayOfYear = (153L * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    long dayOfEra = 365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return 146_097 * era + dayOfEra - 719_468;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
