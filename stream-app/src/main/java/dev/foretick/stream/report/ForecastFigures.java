package dev.foretick.stream.report;

import dev.foretick.model.backtest.BacktestReport;
import dev.foretick.model.backtest.BacktestSetup;
import dev.foretick.model.backtest.Sample;
import java.util.List;

/** Forecasts to look at, one chart for each sample, under one legend. */
final class ForecastFigures {
  private final BacktestReport report;
  private final String naive;

  private ForecastFigures(BacktestReport report) {
    this.report = report;
    this.naive = new Standing(report).bestNaive().map(best -> " (" + best.name() + ")").orElse("");
  }

  static void render(Markup out, BacktestReport report) {
    if (!report.samples().isEmpty()) {
      new ForecastFigures(report).section(out);
    }
  }

  private void section(Markup out) {
    Section.start(out, "forecasts", "Forecast and actual");
    out.element("p", "Some windows of the test, spread over series and time. Times are in UTC.");
    legend(out);
    out.open("div", "class", "charts").newline();
    report.samples().forEach(sample -> figure(out, sample));
    out.close().close().newline();
  }

  private void legend(Markup out) {
    Legend legend = Legend.start(out).line("actual", "actual").line("model", "median forecast");
    List<Double> levels = report.setup().levels();
    for (int q = 0; q < levels.size() / 2; q++) {
      double share = levels.get(levels.size() - 1 - q) - levels.get(q);
      legend.area("band", q + 1, ReportFigures.level(share) + " interval");
    }
    legend.line("naive", "best naive" + naive).end();
  }

  private void figure(Markup out, Sample sample) {
    BacktestSetup setup = report.setup();
    Moments moments = new Moments(setup.rowTime());
    out.open("figure").open("figcaption").element("strong", sample.series(), "class", "name");
    out.text(" from " + moments.at(sample.cutoff()));
    out.element("span", outcome(sample), "class", "outcome").close();
    String description =
        "Forecast of %s from %s, %s ahead: %s."
            .formatted(
                sample.series(),
                moments.at(sample.cutoff()),
                Counted.steps(sample.actual().size()),
                outcome(sample));
    new ForecastChart(sample, setup.frequency()).render(out, description);
    out.close().newline();
  }

  private static String outcome(Sample sample) {
    int last = sample.quantiles().get(0).size() - 1;
    int steps = sample.actual().size();
    double own = 0;
    double other = 0;
    int held = 0;
    for (int step = 0; step < steps; step++) {
      List<Float> quantiles = sample.quantiles().get(step);
      double actual = sample.actual().get(step);
      own += Math.abs(actual - quantiles.get(last / 2));
      other += Math.abs(actual - sample.naive().get(step));
      held += quantiles.get(0) <= actual && actual <= quantiles.get(last) ? 1 : 0;
    }
    String errors = "off by %s, naive by %s".formatted(figure(own / steps), figure(other / steps));
    if (last == 0) {
      return errors;
    }
    return steps == 1
        ? errors + (held == 1 ? "; within the band" : "; outside the band")
        : errors + " on average; %d of %d steps within the band".formatted(held, steps);
  }

  private static String figure(double value) {
    return ReportFigures.page(ReportFigures.measure(value));
  }
}
