package dev.foretick.stream.report;

import java.util.List;
import java.util.Locale;

/**
 * One SVG picture with two axes. Sizes are in units of its view box, which the page stretches to
 * the width of a column; margins leave room for the larger letters that phones get.
 */
final class Plot {
  private static final int WIDTH = 560;
  private static final int HEIGHT = 304;
  private static final int TOP = 24;
  private static final int RIGHT = 24;
  private static final int BOTTOM = 50;
  private static final double LETTER = 9.5;

  private final Markup out;
  private final Scale x;
  private final Scale y;

  private Plot(Markup out, Scale x, Scale y) {
    this.out = out;
    this.x = x;
    this.y = y;
  }

  /**
   * Starts a picture with its axes.
   *
   * @param description what it shows, for those who do not see it
   * @param values the labels of the value axis, from bottom to top
   */
  static Plot start(
      Markup out,
      String description,
      double from,
      double to,
      List<AxisTick> horizontal,
      List<AxisTick> values) {
    int longest = values.stream().mapToInt(tick -> tick.label().length()).max().orElse(0);
    Scale x = new Scale(from, to, 14 + LETTER * longest, WIDTH - RIGHT);
    Scale y =
        new Scale(values.get(0).at(), values.get(values.size() - 1).at(), HEIGHT - BOTTOM, TOP);
    out.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "viewBox",
        "0 0 %d %d".formatted(WIDTH, HEIGHT),
        "role",
        "img",
        "aria-label",
        description);
    Plot plot = new Plot(out, x, y);
    plot.axes(horizontal, values);
    return plot;
  }

  /** A line through the points, with gaps where a value is NaN. */
  Plot line(String style, double[] xs, double[] ys) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < xs.length; i++) {
      if (Double.isFinite(ys[i])) {
        boolean starts = i == 0 || !Double.isFinite(ys[i - 1]);
        boolean alone = starts && (i + 1 == xs.length || !Double.isFinite(ys[i + 1]));
        path.append(starts ? 'M' : 'L').append(point(xs[i], ys[i])).append(alone ? "h.1" : "");
      }
    }
    out.empty("path", "class", "line " + style, "d", path.toString());
    return this;
  }

  /** A dot on each value. */
  Plot dots(String style, double[] xs, double[] ys) {
    for (int i = 0; i < xs.length; i++) {
      if (Double.isFinite(ys[i])) {
        String cx = pixel(x.at(xs[i]));
        out.empty("circle", "class", "dot " + style, "cx", cx, "cy", pixel(y.at(ys[i])), "r", "3");
      }
    }
    return this;
  }

  /** The area between two lines. */
  Plot band(String style, double[] xs, double[] lower, double[] upper) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < xs.length; i++) {
      path.append(i == 0 ? 'M' : 'L').append(point(xs[i], upper[i]));
    }
    for (int i = xs.length - 1; i >= 0; i--) {
      path.append('L').append(point(xs[i], lower[i]));
    }
    out.empty("path", "class", style, "d", path.append('Z').toString());
    return this;
  }

  /** A line from bottom to top with a word above it. */
  Plot mark(double at, String label) {
    String position = pixel(x.at(at));
    rule("mark", position, pixel(y.start()), position, pixel(y.end()));
    out.element("text", label, "x", position, "y", pixel(TOP - 8.0), "text-anchor", "middle");
    return this;
  }

  /** Names what the horizontal axis counts. */
  Plot horizontalTitle(String title) {
    String middle = pixel((x.start() + x.end()) / 2);
    out.element("text", title, "x", middle, "y", pixel(HEIGHT - 6.0), "text-anchor", "middle");
    return this;
  }

  void end() {
    out.close().newline();
  }

  private void axes(List<AxisTick> horizontal, List<AxisTick> values) {
    for (AxisTick tick : values) {
      String height = pixel(y.at(tick.at()));
      rule("grid", pixel(x.start()), height, pixel(x.end()), height);
      String baseline = pixel(y.at(tick.at()) + 4);
      out.element(
          "text", tick.label(), "x", pixel(x.start() - 8), "y", baseline, "text-anchor", "end");
    }
    for (AxisTick tick : horizontal) {
      String at = pixel(x.at(tick.at()));
      rule("tick", at, pixel(y.start()), at, pixel(y.start() + 5));
      String below = pixel(y.start() + 22);
      out.element("text", tick.label(), "x", at, "y", below, "text-anchor", "middle");
      if (!tick.context().isEmpty()) {
        String bottom = pixel(HEIGHT - 6.0);
        out.element("text", tick.context(), "x", at, "y", bottom, "text-anchor", "middle");
      }
    }
  }

  private void rule(String style, String x1, String y1, String x2, String y2) {
    out.empty("line", "class", style, "x1", x1, "y1", y1, "x2", x2, "y2", y2);
  }

  private String point(double atX, double atY) {
    return pixel(x.at(atX)) + " " + pixel(y.at(atY));
  }

  private static String pixel(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
