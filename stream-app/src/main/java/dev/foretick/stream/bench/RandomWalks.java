package dev.foretick.stream.bench;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * Ticks of many series as JSON, each series a random walk in cents:
 *
 * <pre>
 * key series-000123    value {"ts":1767366245000000000,"value":101.25}
 * </pre>
 */
final class RandomWalks {
  private static final byte[] TIME = bytes("{\"ts\":");
  private static final byte[] VALUE = bytes(",\"value\":");
  private static final int FIRST_CENTS = 10_000;
  private static final int LEAST_CENTS = 100;
  private static final int MOST_CENTS = 10_000_000;
  private static final int STEP_CENTS = 10;

  private final byte[][] keys;
  private final int[] cents;
  private final byte[] end;
  private final SplittableRandom random = new SplittableRandom(1);
  private final byte[] buffer;

  /**
   * Starts all series.
   *
   * @param covariates further fields {@code x1}, {@code x2}, … that stay as they are
   */
  RandomWalks(int series, int covariates) {
    keys = new byte[series][];
    cents = new int[series];
    for (int i = 0; i < series; i++) {
      keys[i] = bytes("series-%06d".formatted(i));
      cents[i] = FIRST_CENTS;
    }
    StringBuilder more = new StringBuilder();
    for (int i = 1; i <= covariates; i++) {
      more.append(",\"").append(covariate(i)).append("\":50");
    }
    end = bytes(more.append('}').toString());
    buffer = new byte[64 + end.length];
  }

  /** The name of a covariate, counted from 1. */
  static String covariate(int number) {
    return "x" + number;
  }

  int series() {
    return keys.length;
  }

  byte[] key(int series) {
    return keys[series];
  }

  /** The next tick of a series. */
  byte[] next(int series, long epochNanos) {
    int walk = cents[series] + random.nextInt(2 * STEP_CENTS + 1) - STEP_CENTS;
    cents[series] = Math.max(LEAST_CENTS, Math.min(MOST_CENTS, walk));
    int length = put(TIME, 0);
    length = digits(epochNanos, length);
    length = put(VALUE, length);
    length = digits(cents[series] / 100, length);
    buffer[length++] = '.';
    buffer[length++] = (byte) ('0' + cents[series] / 10 % 10);
    buffer[length++] = (byte) ('0' + cents[series] % 10);
    length = put(end, length);
    byte[] json = new byte[length];
    System.arraycopy(buffer, 0, json, 0, length);
    return json;
  }

  private int put(byte[] text, int at) {
    System.arraycopy(text, 0, buffer, at, text.length);
    return at + text.length;
  }

  /** A number of at least 0. */
  private int digits(long number, int at) {
    int count = 1;
    for (long rest = number / 10; rest > 0; rest /= 10) {
      count++;
    }
    long rest = number;
    for (int i = at + count - 1; i >= at; i--) {
      buffer[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return at + count;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
