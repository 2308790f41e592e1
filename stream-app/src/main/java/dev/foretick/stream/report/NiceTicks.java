package dev.foretick.stream.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Round values that span a range in steps of 1, 2 or 5 times a power of ten (Heckbert, "Nice
 * numbers for graph labels", Graphics Gems, 1990).
 *
 * @param step from one tick to the next
 * @param first index of the first tick, whose value is {@code first * step}
 * @param last index of the last tick
 */
record NiceTicks(double step, long first, long last) {
  private static final String[] THOUSANDS = {"", "k", "M", "G", "T", "P"};

  /** From here on, labels count in thousands, millions and so on. */
  private static final double LONG = 1e5;

  /** Range beyond which doubles no longer tell ticks apart, relative to the values. */
  private static final double RESOLUTION = 1e-9;

  /** Ticks that enclose all of {@code low} to {@code high}, about {@code count} of them. */
  static NiceTicks enclosing(double low, double high, int count) {
    double margin = Math.max(Math.abs(low), Math.abs(high)) * RESOLUTION;
    boolean flat = high - low <= margin;
    double pad = flat ? Math.max(margin * 1e3, high == 0 ? 1 : Math.abs(high) * 0.05) : 0;
    double step = step((high - low + 2 * pad) / count);
    return new NiceTicks(
        step, (long) Math.floor((low - pad) / step), (long) Math.ceil((high + pad) / step));
  }

  /** The smallest nice number that is not below {@code least}. */
  static double step(double least) {
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    double share = least / power;
    return power * (share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10);
  }

  double from() {
    return first * step;
  }

  double to() {
    return last * step;
  }

  List<AxisTick> ticks() {
    double largest = Math.max(Math.abs(from()), Math.abs(to()));
    int thousands = 0;
    double unit = 1;
    while (largest / unit >= (thousands == 0 ? LONG : 1000)
        && step / unit >= 10
        && thousands < THOUSANDS.length - 1) {
      unit *= 1000;
      thousands++;
    }
    List<AxisTick> ticks = new ArrayList<>();
    for (long i = first; i <= last; i++) {
      String suffix = i == 0 ? "" : THOUSANDS[thousands];
      ticks.add(new AxisTick(i * step, label(i * step, unit) + suffix, ""));
    }
    return ticks;
  }

  private String label(double value, double unit) {
    int decimals = (int) Math.max(0, -Math.floor(Math.log10(step / unit) + RESOLUTION));
    if (decimals > 6 || Math.abs(value / unit) >= 1e9) {
      return ReportFigures.page(String.format(Locale.ROOT, "%.3g", value / unit));
    }
    String digits = String.format(Locale.ROOT, "%,." + decimals + "f", value / unit);
    return ReportFigures.page(digits.replace(',', ' '));
  }
}
