package dev.foretick.stream.bench;

import dev.foretick.stream.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;

/** The report of a bench for people. */
public final class BenchText {
  private BenchText() {}

  /** The report line by line. */
  public static List<String> lines(BenchReport report, Terminal terminal) {
    List<BenchSection> sections = new ArrayList<>();
    sections.add(SettingsSection.of(report));
    if (!report.rounds().isEmpty()) {
      sections.add(TopRateSection.of(report, terminal));
    }
    sections.add(LatencySection.of(report));
    sections.add(SharesSection.ofLoop(report));
    sections.add(SharesSection.ofProcessors(report));
    report.restart().map(RestartSection::of).ifPresent(sections::add);
    sections.add(CostSection.of(report, terminal));
    sections.add(DeliverySection.of(report));
    List<String> lines = new ArrayList<>();
    for (BenchSection section : sections) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      String note = section.note().isEmpty() ? "" : terminal.dim("  " + section.note());
      lines.add(terminal.bold(section.title()) + note);
      lines.addAll(section.lines());
    }
    return lines;
  }
}
