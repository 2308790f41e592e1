package dev.foretick.stream.report;

import dev.foretick.model.backtest.BacktestReport;
import dev.foretick.model.backtest.BacktestSetup;
import dev.foretick.stream.terminal.Figures;
import java.util.stream.Collectors;

/** What a reader needs besides the figures: notes, the meaning of the measures, the setup. */
final class Explanations {
  private Explanations() {}

  static void render(Markup out, BacktestReport report) {
    notes(out, report);
    reading(out, report);
    setup(out, report);
  }

  private static void notes(Markup out, BacktestReport report) {
    Section.start(out, "notes", "Notes");
    if (report.notes().isEmpty()) {
      out.element("p", "Nothing out of the ordinary happened.");
    } else {
      out.open("ul");
      report.notes().forEach(note -> out.element("li", note));
      out.close();
    }
    out.close().newline();
  }

  private static void reading(Markup out, BacktestReport report) {
    Section.start(out, "reading", "How to read it");
    out.element(
        "p",
        "At each cutoff every forecaster saw only what was known then, and was scored on what came"
            + " after. Baselines stand beside the model because an error says little by itself: a"
            + " model earns its keep by beating forecasts that cost nothing.");
    out.open("dl", "class", "measures");
    for (MeasureColumn column : MeasureColumn.inOrder(report)) {
      term(out, column.label(), column.meaning());
    }
    term(
        out,
        "(adaptive)",
        "The model with intervals whose widths follow the outcomes as they come. The server does not"
            + " adapt yet: what it publishes is the row of the model.");
    term(
        out,
        ReportFigures.UNDEFINED,
        "The measure is not defined there: its definition would divide by zero, or nothing was"
            + " scored.");
    out.close().close().newline();
  }

  private static void setup(Markup out, BacktestReport report) {
    BacktestSetup setup = report.setup();
    Section.start(out, "setup", "Setup").open("dl", "class", "facts");
    term(out, "Data", setup.data());
    term(out, "Rows put in", setup.filledRows() == 0 ? "none" : filled(setup));
    term(out, "Protocol", setup.protocol().isEmpty() ? "none" : setup.protocol());
    term(out, "Period", new Moments(setup.rowTime()).period(setup.from(), setup.to()));
    term(
        out,
        "Frequency",
        setup.rowTime().isPresent() ? "not stated" : Figures.span(setup.frequency()));
    term(out, "Series", Figures.count(report.series().size()));
    term(out, "Input", Counted.of(setup.inputSize(), "observation"));
    term(out, "Horizon", Counted.steps(setup.horizon()));
    term(out, "Cutoffs", "every " + Counted.of(setup.stepSize(), "observation"));
    term(out, "Windows", Figures.count(setup.windows()));
    term(out, "Scored steps", Figures.count(report.model().overall().count()));
    term(out, "Training", training(setup));
    term(out, "Training time", ReportFigures.measure(setup.trainingSeconds()) + " s");
    term(
        out, "Seasonality", setup.seasonality() == 1 ? "none" : Counted.steps(setup.seasonality()));
    term(
        out,
        "Quantiles",
        setup.levels().stream().map(String::valueOf).collect(Collectors.joining(", ")));
    out.close().close().newline();
  }

  private static String filled(BacktestSetup setup) {
    return Figures.count(setup.filledRows()) + ", each with the values before its gap";
  }

  private static String training(BacktestSetup setup) {
    return setup.refit() == 0
        ? "once, before the first cutoff"
        : "anew after every " + Counted.of(setup.refit(), "cutoff");
  }

  private static void term(Markup out, String name, String meaning) {
    out.open("div").element("dt", name).element("dd", meaning).close();
  }
}
