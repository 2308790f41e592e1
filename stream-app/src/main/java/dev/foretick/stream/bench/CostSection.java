package dev.foretick.stream.bench;

import dev.foretick.stream.terminal.Figures;
import dev.foretick.stream.terminal.Terminal;
import dev.foretick.stream.terminal.TextTable;

/** What a forecast and a series take of processor and memory. */
final class CostSection {
  private CostSection() {}

  static BenchSection of(BenchReport report, Terminal terminal) {
    Speed speed = report.network();
    BenchReport.Memory memory = report.memory();
    TextTable table = new TextTable("", "");
    table.row(
        "processor time of the loop for a forecast",
        BenchFigures.micros(speed.loopCpuMicrosPerForecast(), terminal));
    report
        .beside()
        .ifPresent(
            other ->
                table.row(
                    "the same " + report.options().steps().beside().label(),
                    BenchFigures.micros(other.loopCpuMicrosPerForecast(), terminal)));
    table
        .row(
            "processor time of the server for a forecast",
            BenchFigures.micros(speed.processCpuMicrosPerForecast(), terminal))
        .row(
            "allocated by the loop for a record",
            BenchFigures.bytes(speed.loopAllocatedBytesPerRecord()))
        .row("windows in a batch, mean", Figures.measure(speed.meanBatch()))
        .row(
            "garbage collections, share of the time",
            Figures.percent(speed.server().collectionSeconds() / speed.seconds()))
        .row("heap in use with one series", Figures.bytes(memory.before()))
        .row("heap in use with all series", Figures.bytes(memory.after()))
        .row(
            "heap for a series",
            memory.isTelling() ? BenchFigures.bytes(memory.bytesPerSeries()) : "- (too few)")
        .row(
            "start of the server to its first forecast",
            Figures.measure(report.startSeconds()) + " s");
    return BenchSection.of("What it takes", "", table);
  }
}
