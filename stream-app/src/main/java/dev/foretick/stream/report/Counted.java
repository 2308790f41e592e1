package dev.foretick.stream.report;

import dev.foretick.stream.terminal.Figures;

/** Numbers of things in words. */
final class Counted {
  private Counted() {}

  static String series(int count) {
    return Figures.count(count) + " series";
  }

  static String steps(int count) {
    return of(count, "step");
  }

  static String windows(int count) {
    return of(count, "window");
  }

  static String of(int count, String one) {
    return Figures.count(count) + " " + one + (count == 1 ? "" : "s");
  }
}
