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
        "  %s  %d ticks (%.0f/s), %d forecasts (%.0f/s), latency p50 %s p99 %s,"
            + " MAE %s, naive %s, skill %s, %s in the 90 %% interval",
        Figures.clock(figures.elapsed()),
        figures.sent(),
        figures.sentPerSecond(),
        figures.received(),
        figures.receivedPerSecond(),
        Figures.millis(figures.p50()),
        Figures.millis(figures.p99()),
        Figures.measure(accuracy.mae()),
        Figures.measure(accuracy.naiveMae()),
        Figures.signedPercent(accuracy.skill()),
        Figures.percent(accuracy.coverage()));
  }
}
