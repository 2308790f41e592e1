package dev.foretick.stream.bench;

import dev.foretick.stream.terminal.Figures;
import dev.foretick.stream.terminal.TextTable;

/** Whether every tick had its forecast. */
final class DeliverySection {
  private DeliverySection() {}

  static BenchSection of(BenchReport report) {
    DeliveryCount delivery = report.delivery();
    TextTable table = new TextTable("", "").row("ticks sent", Figures.count(delivery.ticks()));
    if (delivery.refused() > 0) {
      table.row("ticks that the broker refused", Figures.count(delivery.refused()));
    }
    table
        .row("forecasts expected", Figures.count(delivery.expected()))
        .row("forecasts received", Figures.count(delivery.received()))
        .row("lost", Figures.count(delivery.lost()))
        .row("doubled", Figures.count(delivery.doubled()));
    report
        .scores()
        .ifPresent(
            scores ->
                table
                    .row("scores expected", Figures.count(scores.expected()))
                    .row("scores received", Figures.count(scores.received())));
    String servers = report.beside().isPresent() ? ", by both servers" : "";
    return BenchSection.of("Delivery", "of all ticks under load" + servers, table);
  }
}
