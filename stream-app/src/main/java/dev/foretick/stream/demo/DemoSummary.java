package dev.foretick.stream.demo;

import dev.foretick.stream.score.StepAccuracy;
import dev.foretick.stream.terminal.Figures;
import dev.foretick.stream.terminal.Terminal;
import dev.foretick.stream.terminal.TextTable;
import java.util.ArrayList;
import java.util.List;

/** How the demo went, as a whole. */
final class DemoSummary {
  private final Terminal terminal;

  DemoSummary(Terminal terminal) {
    this.terminal = terminal;
  }

  List<String> lines(DemoFigures figures) {
    StepAccuracy accuracy = figures.accuracy().allSteps();
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(terminal.bold("Summary") + " of " + Figures.clock(figures.elapsed()));
    lines.addAll(
        new TextTable("", "")
                .row("  ticks sent", Figures.count(figures.sent()))
                .row("  forecasts received", Figures.count(figures.received()))
                .row("  lost", Figures.count(figures.lost()))
                .row("  doubled", Figures.count(figures.doubled()))
                .row("  latency, half within", Figures.millis(figures.p50()))
                .row("  latency, 99 % within", Figures.millis(figures.p99()))
                .row("  mean absolute error, model", Figures.measure(accuracy.mae()) + " USD")
                .row("  mean absolute error, naive", Figures.measure(accuracy.naiveMae()) + " USD")
                .row("  skill (error saved)", Figures.signedPercent(accuracy.skill()))
                .row("  in the 90 % interval", Figures.percent(accuracy.coverage()))
                .lines()
                .stream()
                .skip(1)
                .toList());
    lines.add("");
    lines.add("  Prices are close to a random walk: hardly any forecast errs less than the naive");
    lines.add("  one. What the model adds is how far to trust it, the interval.");
    return lines;
  }
}
