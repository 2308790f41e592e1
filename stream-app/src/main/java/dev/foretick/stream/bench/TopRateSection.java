package dev.foretick.stream.bench;

import dev.foretick.stream.config.Emit;
import dev.foretick.stream.terminal.Figures;
import dev.foretick.stream.terminal.Terminal;
import dev.foretick.stream.terminal.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** How much the server takes, beside what it could take at most. */
final class TopRateSection {
  private final BenchReport report;
  private final TextTable table;

  private TopRateSection(BenchReport report) {
    this.report = report;
    List<String> header = new ArrayList<>(List.of(""));
    for (int number = 1; number <= report.rounds().size(); number++) {
      header.add("round " + number);
    }
    header.add("overall");
    this.table = new TextTable(header.toArray(String[]::new));
  }

  static BenchSection of(BenchReport report, Terminal terminal) {
    return new TopRateSection(report).section(terminal);
  }

  private BenchSection section(Terminal terminal) {
    Beside beside = report.options().steps().beside();
    if (report.options().server().emit() == Emit.LATEST) {
      row(
          "observations/s",
          round -> round.network().recordsPerSecond(),
          report.network().recordsPerSecond(),
          BenchFigures::count);
    }
    row(
        "forecasts/s",
        round -> round.network().forecastsPerSecond(),
        report.network().forecastsPerSecond(),
        BenchFigures::count);
    row(
        beside.sentence() + ", forecasts/s",
        round -> round.beside().forecastsPerSecond(),
        report.beside().map(Speed::forecastsPerSecond).orElse(Double.NaN),
        BenchFigures::count);
    row(
        "the runtime alone on 1 thread, forecasts/s",
        round -> round.bare().windowsPerSecond(),
        report.bareForecastsPerSecond(),
        BenchFigures::count);
    row(
        "snapshots written",
        round -> round.network().server().snapshots(),
        (double) report.network().server().snapshots(),
        BenchFigures::count);
    row(
        "the same " + beside.label(),
        round -> round.beside().server().snapshots(),
        report.beside().map(speed -> (double) speed.server().snapshots()).orElse(Double.NaN),
        BenchFigures::count);
    row("server / " + beside.label(), Round::ratio, report.ratio(), BenchFigures::ratio);
    row("server / runtime alone", Round::bareRatio, report.bareRatio(), BenchFigures::ratio);
    String ratio = terminal.bold(BenchFigures.ratio(report.ratio()));
    String bareRatio = terminal.bold(BenchFigures.ratio(report.bareRatio()));
    String duration = Figures.span(report.options().load().duration());
    return BenchSection.withHeader("Top rate", "each measured for " + duration, table)
        .remarked(
            List.of(
                "The server makes %s of the forecasts of %s,".formatted(ratio, beside.sentence()),
                "and %s of those of the runtime alone.".formatted(bareRatio)));
  }

  private void row(
      String name, ToDoubleFunction<Round> value, double overall, Function<Double, String> text) {
    List<String> cells = new ArrayList<>(List.of(name));
    report.rounds().forEach(round -> cells.add(text.apply(value.applyAsDouble(round))));
    cells.add(text.apply(overall));
    table.row(cells.toArray(String[]::new));
  }
}
