package dev.foretick.stream.bench;

import dev.foretick.stream.terminal.Figures;
import dev.foretick.stream.terminal.TextTable;
import java.util.ArrayList;
import java.util.List;

/** How long forecasts take. */
final class LatencySection {
  /** Longer, and the rate was not what was asked for. */
  private static final double LATE_SECONDS = 0.5;

  private LatencySection() {}

  static BenchSection of(BenchReport report) {
    Paced paced = report.paced();
    Paced.Latency latency = paced.latency();
    String note =
        "from a tick that is due to its forecast, at %s ticks/s%s"
            .formatted(
                BenchFigures.count(paced.ticksPerSecond()),
                report.rounds().isEmpty() ? "" : ", a third of the top rate");
    TextTable table =
        new TextTable("", "")
            .row("half within", BenchFigures.millis(latency.p50()))
            .row("90 % within", BenchFigures.millis(latency.p90()))
            .row("99 % within", BenchFigures.millis(latency.p99()))
            .row("99.9 % within", BenchFigures.millis(latency.p999()))
            .row("the longest", BenchFigures.millis(latency.longest()))
            .row("the producer was late by at most", BenchFigures.millis(paced.worstDelaySeconds()))
            .row("forecasts/s", BenchFigures.count(paced.speed().forecastsPerSecond()))
            .row("windows in a batch, mean", Figures.measure(paced.speed().meanBatch()));
    BenchSection section = BenchSection.of("Latency", note, table);
    return section.remarked(remarks(paced));
  }

  private static List<String> remarks(Paced paced) {
    List<String> remarks = new ArrayList<>();
    if (!paced.keptUp()) {
      remarks.add("The server does not keep up with this rate: ticks wait longer and longer.");
    }
    if (paced.worstDelaySeconds() > LATE_SECONDS) {
      remarks.add("The producer did not keep up with it: fewer ticks were sent in that time.");
    }
    return remarks;
  }
}
