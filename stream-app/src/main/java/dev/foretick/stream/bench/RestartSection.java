package dev.foretick.stream.bench;

import dev.foretick.stream.terminal.Figures;
import dev.foretick.stream.terminal.TextTable;

/** How fast a server is back that was killed at work, and what it had to read for that. */
final class RestartSection {
  private RestartSection() {}

  static BenchSection of(Restart restart) {
    RestoreFigures restored = restart.restored();
    TextTable table =
        new TextTable("", "")
            .row("from its start until it is ready", seconds(restart.readySeconds()))
            .row("until the JVM runs it", seconds(restart.jvmSeconds()))
            .row("until it has model, clients and topics", seconds(restart.startedSeconds()))
            .row("until its first forecast is read", seconds(restart.answeredSeconds()))
            .row("the longest that a partition took", seconds(restored.longestSeconds()))
            .row("processor time of the loops for it", seconds(restored.loopCpuSeconds()))
            .row("of the whole process", seconds(restored.processCpuSeconds()))
            .row("series read back", Figures.count(restored.series()))
            .row("snapshots read", Figures.count(restored.snapshotsRead()))
            .row("records read again", Figures.count(restored.recordsReplayed()));
    String note =
        "after kill -9 at %s ticks/s".formatted(BenchFigures.count(restart.ticksPerSecond()));
    return BenchSection.of("Restart", note, table);
  }

  private static String seconds(double value) {
    return Figures.measure(value) + " s";
  }
}
