package dev.foretick.stream.demo;

import dev.foretick.common.series.Forecast;
import dev.foretick.common.series.ForecastStep;
import dev.foretick.stream.score.StepAccuracy;
import dev.foretick.stream.terminal.Figures;
import dev.foretick.stream.terminal.PriceChart;
import dev.foretick.stream.terminal.Terminal;
import dev.foretick.stream.terminal.TerminalSize;
import dev.foretick.stream.terminal.TextTable;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The lines of the live view: fits 80 × 24, uses more where there is more. */
final class LiveView {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int OTHER_LINES = 16;
  private static final int MARGIN = 14;

  private final Terminal terminal;
  private final MarketTicks ticks;
  private final DemoOptions options;
  private final String addresses;

  /**
   * Prepares the view.
   *
   * @param broker where Kafka's clients connect
   * @param page address of the live page
   */
  LiveView(Terminal terminal, MarketTicks ticks, DemoOptions options, String broker, String page) {
    this.terminal = terminal;
    this.ticks = ticks;
    this.options = options;
    this.addresses = "live page %s   broker %s".formatted(page, broker);
  }

  List<String> lines(DemoFigures figures, TerminalSize size) {
    List<String> lines = new ArrayList<>();
    lines.add(title(figures));
    lines.add("");
    lines.addAll(rates(figures));
    lines.add("");
    if (figures.forecast().isPresent()) {
      lines.addAll(forecast(figures.forecast().get(), size));
    } else {
      lines.add("Waiting for the first forecast");
    }
    lines.add("");
    lines.addAll(accuracy(figures));
    lines.add("");
    lines.add(terminal.dim(addresses));
    return lines;
  }

  private String title(DemoFigures figures) {
    String length = options.duration().map(total -> " of " + Figures.clock(total)).orElse("");
    return "%s  %s at %s times its speed  %s%s  %s"
        .formatted(
            terminal.bold("Foretick demo"),
            MarketTicks.SERIES,
            Figures.count(Math.round(options.speedUp())),
            Figures.clock(figures.elapsed()),
            length,
            terminal.dim("Ctrl-C ends it"));
  }

  private static List<String> rates(DemoFigures figures) {
    return List.of(
        rate("observations", figures.sentPerSecond(), figures.sent()),
        rate("forecasts", figures.receivedPerSecond(), figures.received())
            + "   tick to forecast: half within %s, 99 %% within %s"
                .formatted(Figures.millis(figures.p50()), Figures.millis(figures.p99())));
  }

  private static String rate(String name, double perSecond, int total) {
    return "%-14s%6s/s%9s"
        .formatted(name, Figures.count(Math.round(perSecond)), Figures.count(total));
  }

  private List<String> forecast(Forecast forecast, TerminalSize size) {
    int index = ticks.indexOf(forecast.cutoff());
    List<String> lines = new ArrayList<>(chart(forecast, index, size));
    lines.add(
        "%-14s %s USD   at %s UTC"
            .formatted(
                "last tick",
                terminal.bold(price(ticks.price(index))),
                TIME.format(forecast.cutoff())));
    lines.add(expectation("next tick", forecast.steps().get(0), forecast));
    lines.add(
        expectation(
            "in %d ticks".formatted(forecast.horizon()),
            forecast.steps().get(forecast.horizon() - 1),
            forecast));
    return lines;
  }

  private String expectation(String when, ForecastStep step, Forecast forecast) {
    return "%-14s %s USD   with %.0f %% probability %s to %s"
        .formatted(
            when,
            terminal.cyan(price(step.yhat())),
            forecast.levels().intervalPercent(),
            price(step.lower()),
            price(step.upper()));
  }

  private List<String> chart(Forecast forecast, int index, TerminalSize size) {
    int horizon = forecast.horizon();
    int past = Math.min(index + 1, Math.max(20, Math.min(size.columns(), 120) - MARGIN - horizon));
    double[] known = new double[past];
    for (int i = 0; i < past; i++) {
      known[i] = ticks.price(index - past + 1 + i);
    }
    double[] lower = new double[horizon];
    double[] median = new double[horizon];
    double[] upper = new double[horizon];
    for (int i = 0; i < horizon; i++) {
      ForecastStep step = forecast.steps().get(i);
      lower[i] = step.lower();
      median[i] = step.yhat();
      upper[i] = step.upper();
    }
    int rows = Math.max(4, Math.min(12, size.lines() - OTHER_LINES));
    PriceChart chart = PriceChart.of(rows, known, lower, median, upper);
    List<String> lines = new ArrayList<>();
    List<String> drawn = chart.lines(terminal);
    for (int i = 0; i < drawn.size(); i++) {
      String label = i == 0 ? price(chart.high()) : i == rows - 1 ? price(chart.low()) : "";
      lines.add(String.format(Locale.ROOT, "%9s  %s", label, drawn.get(i)));
    }
    return lines;
  }

  private List<String> accuracy(DemoFigures figures) {
    StepAccuracy next = figures.accuracy().firstStep();
    StepAccuracy all = figures.accuracy().allSteps();
    return new TextTable("mean absolute error, USD", "next tick", "all steps", "in the interval")
        .row(
            "  model (cnn-lstm)",
            Figures.measure(next.mae()),
            Figures.measure(all.mae()),
            Figures.percent(all.coverage()))
        .row(
            "  naive (last price)",
            Figures.measure(next.naiveMae()),
            Figures.measure(all.naiveMae()),
            "promised " + promised(figures))
        .row(
            "  skill (error saved)",
            Figures.signedPercent(next.skill()),
            Figures.signedPercent(all.skill()),
            "")
        .lines();
  }

  private static String promised(DemoFigures figures) {
    return figures
        .forecast()
        .map(forecast -> Figures.percent(forecast.levels().intervalPercent() / 100))
        .orElse("-");
  }

  private static String price(double price) {
    return String.format(Locale.ROOT, "%.2f", price);
  }
}
