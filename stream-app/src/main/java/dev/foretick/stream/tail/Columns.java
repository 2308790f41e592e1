package dev.foretick.stream.tail;

import dev.foretick.stream.terminal.Figures;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Cells of a fixed width: what comes later may not move what is there. */
final class Columns {
  static final int TIME = 19;
  static final int SERIES = 8;
  static final int NUMBER = 10;
  static final int INTERVAL = 2 * NUMBER + 4;

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Columns() {}

  static String time(Instant time) {
    return (time.equals(time.truncatedTo(ChronoUnit.SECONDS)) ? SECONDS : MILLIS).format(time);
  }

  static String number(double value) {
    return right(digits(value), NUMBER);
  }

  static String signed(double value) {
    return right((value > 0 ? "+" : "") + digits(value), NUMBER);
  }

  static String interval(double lower, double upper) {
    return right(digits(lower), NUMBER) + " to " + left(digits(upper), NUMBER);
  }

  static String left(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }

  /** Six significant digits: a price and its cents. */
  private static String digits(double value) {
    double magnitude = Math.abs(value);
    if (magnitude != 0 && (magnitude < 1e-3 || magnitude >= 1e9)) {
      return Figures.measure(value);
    }
    int whole = magnitude < 1 ? 1 : (int) Math.floor(Math.log10(magnitude)) + 1;
    return String.format(Locale.ROOT, "%." + Math.max(0, 6 - whole) + "f", value);
  }
}
