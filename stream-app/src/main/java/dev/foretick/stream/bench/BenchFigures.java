package dev.foretick.stream.bench;

import dev.foretick.stream.terminal.Figures;
import dev.foretick.stream.terminal.Terminal;
import java.time.Duration;
import java.util.Locale;

/** Numbers of the report with their units. */
final class BenchFigures {
  private BenchFigures() {}

  static String count(double value) {
    return Double.isFinite(value) ? Figures.count(Math.round(value)) : "-";
  }

  static String bytes(double value) {
    return Double.isFinite(value) ? count(value) + " B" : "-";
  }

  static String ratio(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.2f", value) : "-";
  }

  static String millis(double seconds) {
    return Figures.millis(Duration.ofNanos(Math.round(seconds * 1e9)));
  }

  static String micros(double value, Terminal terminal) {
    return Figures.measure(value) + (terminal.unicode() ? " µs" : " us");
  }
}
