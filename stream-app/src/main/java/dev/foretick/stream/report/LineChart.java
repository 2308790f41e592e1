package dev.foretick.stream.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/** Lines over the steps of a horizon, one for each forecaster, with their legend. */
final class LineChart {
  private static final int VALUE_TICKS = 5;
  private static final int STEP_TICKS = 8;

  /** Steps up to which each value gets its dot. */
  private static final int DOTTED = 16;

  private static final int BASELINE_COLOURS = 6;
  private static final int BASELINE_DASHES = 4;

  /** One line: its name and a value for each step. */
  private record Line(String style, String name, double[] values) {}

  private static final String REFERENCE = "promise";

  private final String description;
  private final List<Line> lines = new ArrayList<>();
  private UnaryOperator<String> valueLabel = label -> label;

  LineChart(String description) {
    this.description = description;
  }

  /** Adds a forecaster's line; the first is the model's. */
  LineChart add(String name, double[] values) {
    lines.add(new Line(style(lines.size()), name, values));
    return this;
  }

  /** Adds the level at which all lines should be. */
  LineChart reference(String name, double value, int steps) {
    double[] level = Collections.nCopies(steps, value).stream().mapToDouble(v -> v).toArray();
    lines.add(new Line(REFERENCE, name, level));
    return this;
  }

  /** Shows values as percent. */
  LineChart percent() {
    valueLabel = label -> label + "\u00a0%";
    return this;
  }

  void render(Markup out) {
    double[] steps = steps(lines.get(0).values().length);
    Plot plot =
        Plot.start(
            out,
            description,
            steps[0],
            steps[steps.length - 1],
            stepTicks(steps.length),
            valueTicks());
    // The model's line is drawn after the other forecasters', so that none of them hides it.
    List<Line> upwards = new ArrayList<>(lines);
    Collections.reverse(upwards);
    upwards.sort(Comparator.comparing(line -> line.style().equals(REFERENCE)));
    for (Line line : upwards) {
      plot.line(line.style(), steps, line.values());
      if (steps.length <= DOTTED && !line.style().equals(REFERENCE)) {
        plot.dots(line.style(), steps, line.values());
      }
    }
    plot.horizontalTitle("steps ahead").end();
    Legend legend = Legend.start(out);
    lines.forEach(line -> legend.line(line.style(), line.name()));
    legend.end();
  }

  private List<AxisTick> valueTicks() {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Line line : lines) {
      for (double value : line.values()) {
        if (Double.isFinite(value)) {
          low = Math.min(low, value);
          high = Math.max(high, value);
        }
      }
    }
    boolean any = low <= high;
    return NiceTicks.enclosing(any ? low : 0, any ? high : 1, VALUE_TICKS).ticks().stream()
        .map(tick -> new AxisTick(tick.at(), valueLabel.apply(tick.label()), ""))
        .toList();
  }

  private static List<AxisTick> stepTicks(int count) {
    int each = (int) Math.max(1, NiceTicks.step((double) count / STEP_TICKS));
    List<AxisTick> ticks = new ArrayList<>();
    ticks.add(new AxisTick(1, "1", ""));
    for (int step = each == 1 ? 2 : each; step <= count; step += each) {
      ticks.add(new AxisTick(step, Integer.toString(step), ""));
    }
    return ticks;
  }

  private static double[] steps(int count) {
    double[] steps = new double[count];
    for (int i = 0; i < count; i++) {
      steps[i] = i + 1;
    }
    return steps;
  }

  private static String style(int index) {
    return index == 0
        ? "model"
        : "c%d d%d"
            .formatted(1 + (index - 1) % BASELINE_COLOURS, 1 + (index - 1) % BASELINE_DASHES);
  }
}
