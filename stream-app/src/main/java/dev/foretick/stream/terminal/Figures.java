package dev.foretick.stream.terminal;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them. */
public final class Figures {
  private Figures() {}

  /**
   * Four significant digits, more before the point if there are more, the smallest in powers of
   * ten; {@code -} for NaN.
   */
  public static String measure(double value) {
    if (!Double.isFinite(value)) {
      return "-";
    }
    double magnitude = Math.abs(value);
    if (magnitude != 0 && magnitude < 1e-4) {
      return String.format(Locale.ROOT, "%.3e", value);
    }
    // Negative for zeros behind the point: -1 for 0.0123.
    int whole = magnitude == 0 ? 0 : (int) Math.floor(Math.log10(magnitude)) + 1;
    return String.format(Locale.ROOT, "%." + Math.max(0, 4 - whole) + "f", value);
  }

  /** A share of 1 as {@code 89.7 %}. */
  public static String percent(double share) {
    return Double.isFinite(share) ? String.format(Locale.ROOT, "%.1f %%", 100 * share) : "-";
  }

  /** A share of 1 with its sign: {@code +5.2 %}. */
  public static String signedPercent(double share) {
    return Double.isFinite(share) ? String.format(Locale.ROOT, "%+.1f %%", 100 * share) : "-";
  }

  /** A short time: {@code 3.1 ms}. */
  public static String millis(Duration duration) {
    return String.format(Locale.ROOT, "%.1f ms", duration.toNanos() / 1e6);
  }

  /** A count with thin groups: {@code 12 345}. */
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value).replace(',', ' ');
  }

  /** Minutes and seconds: {@code 1:05}. */
  public static String clock(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    return String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
  }

  /** A length of time in its largest units: {@code 1 h}, {@code 15 min}, {@code 1.5 s}. */
  public static String span(Duration duration) {
    long millis = duration.toMillis();
    if (millis == 0) {
      return duration.toNanos() + " ns";
    }
    if (millis % 86_400_000 == 0) {
      return millis / 86_400_000 + " d";
    }
    if (millis % 3_600_000 == 0) {
      return millis / 3_600_000 + " h";
    }
    if (millis % 60_000 == 0) {
      return millis / 60_000 + " min";
    }
    if (millis % 1000 == 0) {
      return millis / 1000 + " s";
    }
    return millis < 1000 ? millis + " ms" : measure(millis / 1e3) + " s";
  }

  /** Bytes in the unit that leaves one to four digits: {@code 312 kB}. */
  public static String bytes(long bytes) {
    if (bytes < 1000) {
      return bytes + " B";
    }
    return bytes < 10_000_000 ? bytes / 1000 + " kB" : bytes / 1_000_000 + " MB";
  }
}
