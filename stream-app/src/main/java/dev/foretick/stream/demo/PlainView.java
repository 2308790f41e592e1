package dev.foretick.stream.demo;

import dev.foretick.stream.score.StepAccuracy;
import dev.foretick.stream.terminal.Figures;
import java.util.Locale;

/** One line of the demo where there is no terminal to draw on. */
final class PlainView {
  private PlainView() {}

  static String line(DemoFigures figures) {
    StepAccuracy accuracy = figures.accuracy().allSteps();
    return String.format(
        Locale.ROOT,
        "  %s   %s ticks (%.0f/s)   %s forecasts (%.0f/s), 99 %% within %s   MAE %s, naive %s   %s covered",
        Figures.clock(figures.elapsed()),
        Figures.count(figures.sent()),
        figures.sentPerSecond(),
        Figures.count(figures.received()),
        figures.receivedPerSecond(),
        Figures.millis(figures.p99()),
        Figures.measure(accuracy.mae()),
        Figures.measure(accuracy.naiveMae()),
        Figures.percent(accuracy.coverage()));
  }
}
