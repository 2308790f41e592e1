package dev.foretick.stream.demo;

import dev.foretick.common.series.EpochNanos;
import dev.foretick.common.series.SeriesId;
import dev.foretick.model.dataset.SeriesData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * 100 000 trades of Bitcoin for US dollars, as the exchange Bitstamp recorded them. They come with
 * the Maven Central artifact {@code org.ta4j:ta4j-examples} (MIT licence), as lines of epoch
 * second, price and amount.
 *
 * <p>Trades of the same second are set one millisecond apart in the order of the recording, so that
 * each has a moment of its own.
 */
final class MarketTicks {
  static final SeriesId SERIES = new SeriesId("BTC-USD");
  static final String SOURCE =
      "Bitstamp BTC/USD trades of November 2013, from org.ta4j:ta4j-examples (MIT)";

  private static final String RESOURCE = "/bitstamp_trades_from_20131125_usd.csv";
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final long NANOS_PER_MILLI = 1_000_000L;

  private final long[] times;
  private final double[] prices;
  private final double[] amounts;

  private MarketTicks(long[] times, double[] prices, double[] amounts) {
    this.times = times;
    this.prices = prices;
    this.amounts = amounts;
  }

  /** Reads the recording from the class path. */
  static MarketTicks load() {
    try (InputStream stream = MarketTicks.class.getResourceAsStream(RESOURCE)) {
      if (stream == null) {
        throw new IllegalStateException(
            RESOURCE + ": not on the class path (expected: the jar ta4j-examples)");
      }
      BufferedReader reader =
          new BufferedReader(new InputStreamReader(stream, StandardCharsets.US_ASCII));
      return parse(reader.lines().skip(1).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static MarketTicks parse(List<String> lines) {
    int count = lines.size();
    MarketTicks ticks = new MarketTicks(new long[count], new double[count], new double[count]);
    long previous = Long.MIN_VALUE;
    for (int i = 0; i < count; i++) {
      String[] columns = lines.get(i).split(",", -1);
      long recorded = Long.parseLong(columns[0]) * NANOS_PER_SECOND;
      previous = i > 0 && recorded <= previous ? previous + NANOS_PER_MILLI : recorded;
      ticks.times[i] = previous;
      ticks.prices[i] = Double.parseDouble(columns[1]);
      ticks.amounts[i] = Double.parseDouble(columns[2]);
    }
    return ticks;
  }

  int count() {
    return times.length;
  }

  /** Epoch nanoseconds. */
  long time(int index) {
    return times[index];
  }

  double price(int index) {
    return prices[index];
  }

  /** Bitcoins. */
  double amount(int index) {
    return amounts[index];
  }

  /** Which tick has this moment; negative if none. */
  int indexOf(Instant time) {
    return Arrays.binarySearch(times, EpochNanos.of(time));
  }

  /** The prices of the first {@code count} ticks, to learn from. */
  SeriesData history(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) prices[i];
    }
    return new SeriesData(SERIES, Arrays.copyOf(times, count), new float[][] {values});
  }

  /** A tick as it goes into the topic. */
  byte[] json(int index) {
    return String.format(
            Locale.ROOT,
            "{\"ts\":\"%s\",\"price\":%s,\"amount\":%s}",
            EpochNanos.toInstant(times[index]),
            prices[index],
            amounts[index])
        .getBytes(StandardCharsets.UTF_8);
  }
}
