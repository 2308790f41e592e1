package dev.foretick.stream.report;

import dev.foretick.model.backtest.BacktestReport;
import dev.foretick.model.backtest.ForecasterScores;
import dev.foretick.model.backtest.Measures;
import java.util.function.ToDoubleFunction;

/** How error and coverage change with the distance of the forecast. */
final class StepFigures {
  private StepFigures() {}

  static void render(Markup out, BacktestReport report) {
    Section.start(out, "steps", "By step");
    if (report.setup().horizon() == 1) {
      out.element("p", "The horizon is one step: the table above holds all of its figures.");
      out.close().newline();
      return;
    }
    out.open("div", "class", "charts").newline();
    figure(out, "Mean absolute error by step", "in the units of the data; lower is better");
    lines(
            report,
            "Mean absolute error of each forecaster, from step 1 to " + report.setup().horizon(),
            Measures::mae)
        .render(out);
    out.close().newline();
    Standing standing = new Standing(report);
    if (standing.hasIntervals()) {
      coverage(out, report, standing.promised());
    }
    out.close().close().newline();
  }

  private static void coverage(Markup out, BacktestReport report, double promised) {
    String level = ReportFigures.page(ReportFigures.level(promised));
    figure(out, "Coverage by step", "share of actual values within the interval; best is " + level);
    lines(
            report,
            "Coverage of each forecaster's %s interval, from step 1 to %d"
                .formatted(level, report.setup().horizon()),
            measures -> 100 * measures.coverage())
        .reference("promised: " + level, 100 * promised, report.setup().horizon())
        .percent()
        .render(out);
    out.close().newline();
  }

  private static void figure(Markup out, String title, String explanation) {
    out.open("figure").open("figcaption").element("strong", title);
    out.element("span", explanation, "class", "outcome").close();
  }

  private static LineChart lines(
      BacktestReport report, String description, ToDoubleFunction<Measures> measure) {
    LineChart chart = new LineChart(description);
    for (ForecasterScores scores : report.forecasters()) {
      chart.add(scores.name(), scores.bySteps().stream().mapToDouble(measure).toArray());
    }
    return chart;
  }
}
