package dev.foretick.stream.demo;

import dev.foretick.common.series.EpochNanos;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The recording as a CSV file to feed. Each trade is in it twice: in the series of all trades and
 * in the one of its size, so that several partitions and servers have something to do.
 */
final class TicksFile {
  private TicksFile() {}

  /** Writes the trades from {@code first} on. */
  static void write(MarketTicks ticks, int first, Path file) throws IOException {
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      writer.write("ts,series,price,amount\n");
      for (int index = first; index < ticks.count(); index++) {
        writer.write(line(ticks, index, MarketTicks.SERIES.toString()));
        writer.write(line(ticks, index, TradeSize.of(ticks.amount(index)).series()));
      }
    }
  }

  private static String line(MarketTicks ticks, int index, String series) {
    return String.format(
        Locale.ROOT,
        "%s,%s,%s,%s\n",
        EpochNanos.toInstant(ticks.time(index)),
        series,
        ticks.price(index),
        ticks.amount(index));
  }
}
