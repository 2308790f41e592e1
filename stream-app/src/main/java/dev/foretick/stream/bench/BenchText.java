package dev.foretick.stream.bench;

import dev.foretick.stream.config.Emit;
import dev.foretick.stream.terminal.Figures;
import dev.foretick.stream.terminal.Terminal;
import dev.foretick.stream.terminal.TextTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The report of a bench for people. */
public final class BenchText {
  private final Terminal terminal;
  private final BenchReport report;
  private final List<String> lines = new ArrayList<>();

  private BenchText(BenchReport report, Terminal terminal) {
    this.report = report;
    this.terminal = terminal;
  }

  /** The report line by line. */
  public static List<String> lines(BenchReport report, Terminal terminal) {
    BenchText text = new BenchText(report, terminal);
    text.settings();
    if (!report.rounds().isEmpty()) {
      text.topRate();
    }
    text.latency();
    text.loop();
    text.cost();
    text.delivery();
    return text.lines;
  }

  private void settings() {
    ServeBenchOptions options = report.options();
    ServeBenchOptions.Load load = options.load();
    ServeBenchOptions.Server server = options.server();
    BenchReport.Served model = report.model();
    heading("Settings");
    setting(
        "load",
        "%s series, %d partitions, %s"
            .formatted(
                Figures.count(load.series()),
                load.partitions(),
                options.bootstrapServers().map(at -> "broker " + at).orElse("broker of its own")));
    setting(
        "model",
        "%s%s, %s, %d steps ahead, %d quantiles"
            .formatted(
                model.trained() ? "" : "untrained ",
                model.name()
                    + (model.trained() ? "" : " of " + options.network().hidden() + " units"),
                model.window().channels() == 1
                    ? "%d observations".formatted(model.window().inputSize())
                    : "%d observations of %d channels"
                        .formatted(model.window().inputSize(), model.window().channels()),
                model.window().horizon(),
                model.quantiles()));
    setting(
        "server",
        "%s, emit %s, %s, scoring %s, heap %s"
            .formatted(
                BenchConfig.dashed(server.delivery()),
                BenchConfig.dashed(server.emit()),
                server.threads() == 1 ? "1 loop" : server.threads() + " loops",
                server.scoring() ? "on" : "off",
                server.heap()));
    if (!options.kafka().isEmpty()) {
      setting("Kafka", String.join(", ", options.kafka().keySet()));
    }
    setting(
        "machine",
        "%d cores for all processes, %s, Java %s"
            .formatted(
                report.machine().cores(), report.machine().system(), report.machine().java()));
    if (!model.trained()) {
      lines.add("  The weights are random: forecasts mean nothing, but cost the same.");
    }
  }

  private void topRate() {
    List<Round> rounds = report.rounds();
    Speed leftOut = report.leftOut().orElseThrow();
    boolean latest = report.options().server().emit() == Emit.LATEST;
    heading(
        "Top rate"
            + terminal.dim(
                "  each measured for " + Figures.span(report.options().load().duration())));
    List<String> header = new ArrayList<>(List.of(""));
    for (int number = 1; number <= rounds.size(); number++) {
      header.add("round " + number);
    }
    header.add("overall");
    TextTable table = new TextTable(header.toArray(String[]::new));
    if (latest) {
      row(
          table,
          "  observations/s",
          round -> round.network().recordsPerSecond(),
          report.network().recordsPerSecond(),
          BenchText::count);
    }
    row(
        table,
        "  forecasts/s",
        round -> round.network().forecastsPerSecond(),
        report.network().forecastsPerSecond(),
        BenchText::count);
    row(
        table,
        "  forecasts/s without compute",
        round -> round.leftOut().forecastsPerSecond(),
        leftOut.forecastsPerSecond(),
        BenchText::count);
    row(
        table,
        "  forecasts/s of the runtime alone, 1 thread",
        round -> round.bare().windowsPerSecond(),
        report.bareWindowsPerSecond(),
        BenchText::count);
    double ratio = report.network().forecastsPerSecond() / leftOut.forecastsPerSecond();
    double bare = report.network().forecastsPerSecond() / report.bareWindowsPerSecond();
    row(table, "  ratio to the loop without compute", Round::ratio, ratio, BenchText::ratio);
    row(table, "  ratio to the runtime alone", Round::bareRatio, bare, BenchText::ratio);
    lines.addAll(table.lines());
    lines.add("");
    lines.add(
        "  The server makes %s of the forecasts of the same loop without compute, and %s of"
            .formatted(terminal.bold(ratio(ratio)), terminal.bold(ratio(bare))));
    lines.add("  those of the runtime alone.");
  }

  private void row(
      TextTable table,
      String name,
      ToDoubleFunction<Round> value,
      double overall,
      Function<Double, String> text) {
    List<String> cells = new ArrayList<>(List.of(name));
    report.rounds().forEach(round -> cells.add(text.apply(value.applyAsDouble(round))));
    cells.add(text.apply(overall));
    table.row(cells.toArray(String[]::new));
  }

  private void latency() {
    Paced paced = report.paced();
    Paced.Latency latency = paced.latency();
    String rate = Figures.count(Math.round(paced.ticksPerSecond())) + " ticks/s";
    heading(
        "Latency"
            + terminal.dim(
                "  from when a tick is due to its forecast at a consumer, at "
                    + rate
                    + (report.rounds().isEmpty() ? "" : ", a third of the top rate")));
    TextTable table = new TextTable("", "");
    table.row("  half within", millis(latency.p50()));
    table.row("  90 % within", millis(latency.p90()));
    table.row("  99 % within", millis(latency.p99()));
    table.row("  99.9 % within", millis(latency.p999()));
    table.row("  the longest", millis(latency.longest()));
    table.row("  of that, a tick left late by at most", millis(paced.worstDelaySeconds()));
    table.row("  forecasts/s", count(paced.speed().forecastsPerSecond()));
    table.row("  windows in a batch, mean", Figures.measure(paced.speed().meanBatch()));
    lines.addAll(body(table));
  }

  private void loop() {
    Speed network = report.network();
    heading(
        "Where the loop's time goes"
            + terminal.dim(report.rounds().isEmpty() ? "" : "  at the top rate"));
    boolean compared = report.leftOut().isPresent();
    TextTable table =
        compared ? new TextTable("", "server", "without compute") : new TextTable("", "server");
    List<String> stages = new ArrayList<>(network.server().stageSeconds().keySet());
    for (String stage : stages) {
      share(table, "  " + stage, speed -> speed.share(stage));
    }
    share(table, "  poll and wait", Speed::restShare);
    lines.addAll(table.lines());
  }

  private void share(TextTable table, String name, ToDoubleFunction<Speed> value) {
    String server = Figures.percent(value.applyAsDouble(report.network()));
    if (report.leftOut().isPresent()) {
      table.row(name, server, Figures.percent(value.applyAsDouble(report.leftOut().get())));
    } else {
      table.row(name, server);
    }
  }

  private void cost() {
    Speed network = report.network();
    BenchReport.Memory memory = report.memory();
    heading("What it takes");
    TextTable table = new TextTable("", "");
    table.row(
        "  processor time of the loop for a forecast", micros(network.loopCpuMicrosPerForecast()));
    table.row(
        "  processor time of the server for a forecast",
        micros(network.processCpuMicrosPerForecast()));
    table.row(
        "  allocated by the loop for a record",
        count(network.loopAllocatedBytesPerRecord()) + " B");
    table.row("  windows in a batch, mean", Figures.measure(network.meanBatch()));
    table.row(
        "  garbage collections",
        "%d, %s of the time"
            .formatted(
                network.server().collections(),
                Figures.percent(network.server().collectionSeconds() / network.seconds())));
    table.row("  heap in use with one series", Figures.bytes(memory.before()));
    table.row("  heap in use with all series", Figures.bytes(memory.after()));
    double bytes = memory.bytesPerSeries();
    table.row(
        "  heap for a series",
        Double.isNaN(bytes) ? "- (takes --series 1000)" : count(bytes) + " B");
    table.row(
        "  start of the server to its first forecast",
        Figures.measure(report.startSeconds()) + " s");
    lines.addAll(body(table));
  }

  private void delivery() {
    DeliveryCount delivery = report.delivery();
    heading("Delivery" + terminal.dim("  of all ticks under load, warm-up included"));
    TextTable table = new TextTable("", "");
    table.row("  ticks sent", Figures.count(delivery.ticks()));
    if (delivery.refused() > 0) {
      table.row("  ticks that the broker refused", Figures.count(delivery.refused()));
    }
    table.row("  forecasts expected", Figures.count(delivery.expected()));
    table.row("  forecasts received", Figures.count(delivery.received()));
    table.row("  lost", Figures.count(delivery.lost()));
    table.row("  doubled", Figures.count(delivery.doubled()));
    lines.addAll(body(table));
  }

  private void heading(String text) {
    if (!lines.isEmpty()) {
      lines.add("");
    }
    lines.add(terminal.bold(text));
  }

  private static List<String> body(TextTable table) {
    return table.lines().stream().skip(1).toList();
  }

  private void setting(String name, String text) {
    lines.add("  %-10s%s".formatted(name, text));
  }

  private static String count(double value) {
    return Double.isFinite(value) ? Figures.count(Math.round(value)) : "-";
  }

  private static String ratio(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  private static String millis(double seconds) {
    return Figures.millis(Duration.ofNanos(Math.round(seconds * 1e9)));
  }

  private static String micros(double value) {
    return Figures.measure(value) + " µs";
  }
}
