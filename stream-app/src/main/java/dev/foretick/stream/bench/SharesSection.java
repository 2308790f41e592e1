package dev.foretick.stream.bench;

import dev.foretick.stream.terminal.Figures;
import dev.foretick.stream.terminal.TextTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Where time goes, in shares of the whole. */
final class SharesSection {
  private static final double DISTURBING = 0.1;

  private SharesSection() {}

  /** Among the stages of the loop. */
  static BenchSection ofLoop(BenchReport report) {
    return section("Where the loop's time goes", report, Speed::loopShares);
  }

  /** Among the processes. */
  static BenchSection ofProcessors(BenchReport report) {
    BenchSection section =
        section("Where the machine's time goes", report, speed -> speed.processors().shares());
    double others = report.network().processors().otherShare();
    return others > DISTURBING
        ? section.remarked(
            List.of("Other programs took their share: a quiet machine does better than this."))
        : section;
  }

  private static BenchSection section(
      String title, BenchReport report, Function<Speed, Map<String, Double>> shares) {
    Map<String, Double> server = shares.apply(report.network());
    Optional<Map<String, Double>> beside = report.beside().map(shares);
    TextTable table =
        beside.isPresent()
            ? new TextTable("", "server", report.options().steps().beside().label())
            : new TextTable("", "server");
    server.forEach(
        (name, share) -> {
          String percent = Figures.percent(share);
          if (beside.isPresent()) {
            table.row(name, percent, Figures.percent(beside.get().getOrDefault(name, 0.0)));
          } else {
            table.row(name, percent);
          }
        });
    String rate = BenchFigures.count(report.paced().ticksPerSecond()) + " ticks/s";
    String note = "at " + (report.rounds().isEmpty() ? rate : "the top rate");
    return BenchSection.withHeader(title, note, table);
  }
}
