package dev.foretick.stream.bench;

import dev.foretick.common.window.WindowSpec;
import dev.foretick.stream.terminal.Figures;
import java.util.ArrayList;
import java.util.List;

/** What was measured, and where. */
final class SettingsSection {
  private SettingsSection() {}

  static BenchSection of(BenchReport report) {
    ServeBenchOptions options = report.options();
    List<String> lines = new ArrayList<>();
    lines.add(line("load", load(options)));
    lines.add(line("model", model(report)));
    lines.add(line("server", server(options.server())));
    if (!options.kafka().isEmpty()) {
      lines.add(line("Kafka", String.join(", ", options.kafka().keySet())));
    }
    lines.add(line("machine", machine(report.machine())));
    if (!report.model().trained()) {
      lines.add("  The weights are random: the forecasts mean nothing, but cost the same.");
    }
    return new BenchSection("Settings", "", lines);
  }

  private static String load(ServeBenchOptions options) {
    return "%s series, %d partitions, %s"
        .formatted(
            Figures.count(options.load().series()),
            options.load().partitions(),
            options.bootstrapServers().map(at -> "broker " + at).orElse("a broker of its own"));
  }

  private static String model(BenchReport report) {
    BenchReport.Served model = report.model();
    WindowSpec window = model.window();
    ServeBenchOptions.Network network = report.options().network();
    String name =
        model.trained()
            ? model.name()
            : "untrained %s with %d hidden units".formatted(model.name(), network.hidden());
    String channels = window.channels() == 1 ? "" : " of %d channels".formatted(window.channels());
    return "%s, %d observations%s, horizon %d, %d quantiles"
        .formatted(name, window.inputSize(), channels, window.horizon(), model.quantiles());
  }

  private static String server(ServeBenchOptions.Server server) {
    return "%s, emit %s, %s, scoring %s, heap up to %s"
        .formatted(
            BenchConfig.dashed(server.delivery()),
            BenchConfig.dashed(server.emit()),
            server.threads() == 1 ? "1 loop" : server.threads() + " loops",
            server.scoring().label(),
            server.heap());
  }

  private static String machine(BenchReport.Machine machine) {
    return "%d cores for all processes, %s, Java %s"
        .formatted(machine.cores(), machine.system(), machine.java());
  }

  private static String line(String name, String text) {
    return "  %-9s%s".formatted(name, text);
  }
}
