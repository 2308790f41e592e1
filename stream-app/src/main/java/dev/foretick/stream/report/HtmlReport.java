package dev.foretick.stream.report;

import dev.foretick.model.backtest.BacktestReport;
import dev.foretick.model.backtest.BacktestSetup;

/**
 * A backtest as one page that needs nothing else: no network, no script, no font. It shows itself
 * in light or dark as its reader prefers, on wide and narrow screens and on paper.
 */
public final class HtmlReport {
  /** Lets the page load nothing and run nothing, whatever a name in the data may hold. */
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

  private HtmlReport() {}

  /** The whole page. */
  public static String render(BacktestReport report) {
    Markup out = new Markup();
    out.trusted("<!DOCTYPE html>\n").open("html", "lang", "en");
    head(out, report);
    out.open("body").newline();
    headline(out, report);
    out.open("main");
    Tiles.render(out, report);
    MeasureTable.render(out, report);
    ForecastFigures.render(out, report);
    StepFigures.render(out, report);
    SeriesTable.render(out, report);
    Explanations.render(out, report);
    return out.close().newline().close().close().newline().toString();
  }

  private static void head(Markup out, BacktestReport report) {
    out.open("head").empty("meta", "charset", "utf-8");
    out.empty("meta", "http-equiv", "Content-Security-Policy", "content", POLICY);
    out.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    out.empty("meta", "name", "color-scheme", "content", "light dark");
    out.empty("link", "rel", "icon", "href", "data:,");
    out.element("title", title(report));
    out.open("style").trusted(ReportStyle.css()).close().close().newline();
  }

  private static void headline(Markup out, BacktestReport report) {
    BacktestSetup setup = report.setup();
    out.open("header").element("p", "Foretick backtest", "class", "eyebrow");
    out.open("h1")
        .text(report.model().name() + " on ")
        .element("span", setup.data(), "class", "name");
    out.close();
    if (!setup.protocol().isEmpty()) {
      out.open("p", "class", "protocol").text("Protocol: ");
      out.element("span", setup.protocol(), "class", "name").close();
    }
    String verdict = new Verdict(new Standing(report)).sentence();
    // No line breaks between a number and its percent sign.
    out.element("p", verdict.replace(" %", "\u00a0%"), "class", "verdict");
    out.element("p", period(report), "class", "period");
    contents(out, report);
    out.close().newline();
  }

  private static void contents(Markup out, BacktestReport report) {
    out.open("nav", "aria-label", "Contents").open("ul");
    entry(out, "measures", "Forecasters");
    if (!report.samples().isEmpty()) {
      entry(out, "forecasts", "Forecasts");
    }
    entry(out, "steps", "By step");
    entry(out, "series", "By series");
    entry(out, "notes", "Notes");
    entry(out, "reading", "How to read");
    entry(out, "setup", "Setup");
    out.close().close();
  }

  private static void entry(Markup out, String section, String name) {
    out.open("li").element("a", name, "href", "#" + section).close();
  }

  private static String title(BacktestReport report) {
    return "Backtest of %s on %s".formatted(report.model().name(), report.setup().data());
  }

  private static String period(BacktestReport report) {
    BacktestSetup setup = report.setup();
    Moments moments = new Moments(setup.rowTime());
    return "%s \u00b7 %s \u00b7 %s%s ahead \u00b7 %s"
        .formatted(
            moments.period(setup.from(), setup.to()),
            Counted.series(report.series().size()),
            Counted.steps(setup.horizon()),
            moments.ofFrequency(setup.frequency()),
            Counted.windows(setup.windows()));
  }
}
