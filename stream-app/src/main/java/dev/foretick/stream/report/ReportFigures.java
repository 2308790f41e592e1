package dev.foretick.stream.report;

import dev.foretick.stream.terminal.Figures;
import java.util.Locale;

/** Numbers of a report, as {@link Figures} writes them, within the width of a column. */
final class ReportFigures {
  /** What stands for a figure that is not defined. */
  static final String UNDEFINED = "\u2013";

  private static final double TOO_LONG = 1e6;
  private static final double GROUPED = 1e4;

  /** Skills below this are told as such: how much worse than hopeless does not matter. */
  private static final double HOPELESS = -9.99;

  private ReportFigures() {}

  /**
   * Four significant digits; long whole parts in groups, the largest and smallest in powers of ten.
   */
  static String measure(double value) {
    double magnitude = Math.abs(value);
    if (magnitude >= GROUPED && magnitude < TOO_LONG) {
      return Figures.count(Math.round(value));
    }
    String figure =
        Double.isFinite(value) && magnitude >= TOO_LONG
            ? String.format(Locale.ROOT, "%.3e", value)
            : Figures.measure(value);
    // 1.024e+09 says no more than 1.024e9.
    return figure.replaceFirst("e\\+?(-?)0?", "e$1");
  }

  static String skill(double skill) {
    return skill < HOPELESS ? "< -999 %" : Figures.signedPercent(skill);
  }

  /** A share without needless decimals: {@code 90 %}, {@code 99.5 %}. */
  static String level(double share) {
    double percent = Math.round(share * 1e6) / 1e4;
    return percent == Math.rint(percent)
        ? String.format(Locale.ROOT, "%.0f %%", percent)
        : percent + " %";
  }

  /** A figure for a page: a true minus, no line break within, an en dash if it is undefined. */
  static String page(String figure) {
    return figure.equals("-") ? UNDEFINED : figure.replace('-', '\u2212').replace(' ', '\u00a0');
  }
}
