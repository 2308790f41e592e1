package dev.foretick.stream.docs;

import dev.foretick.stream.testing.TestModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Random;

/** The files that commands of the pages take for granted, small ones of the same columns. */
final class DocFixtures {
  /** Enough for ninety days of a test, and a month before them. */
  private static final int HOURS = 3_200;

  private static final Instant START = Instant.parse("2016-07-01T00:00:00Z");

  private DocFixtures() {}

  static void write(Path directory) throws IOException {
    Files.writeString(directory.resolve("ETTh1.csv"), hourly());
    Files.writeString(directory.resolve("prices.csv"), prices());
    Files.writeString(directory.resolve("bars-1m.csv"), bars());
    Files.writeString(directory.resolve("trades.csv"), trades());
    Files.writeString(directory.resolve("readings.jsonl"), readings());
    // A stand-in, for pages that do not train it themselves.
    Files.move(
        TestModels.write(TestModels.of("OT", Duration.ofHours(1)), directory),
        directory.resolve("oil.foretick"));
  }

  /** Seven columns with a daily season, as the transformer data set has. */
  private static String hourly() {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder("date,HUFL,HULL,MUFL,MULL,LUFL,LULL,OT\n");
    for (int hour = 0; hour < HOURS; hour++) {
      text.append(START.plus(Duration.ofHours(hour)).toString().replace('T', ' '), 0, 19);
      for (int column = 0; column < 7; column++) {
        double season = Math.sin(2 * Math.PI * (hour + column) / 24);
        text.append(number(10 + column + 3 * season + 0.3 * random.nextGaussian()));
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static String prices() {
    Random random = new Random(2);
    StringBuilder text = new StringBuilder("price\n");
    double price = 100;
    for (int row = 0; row < 1_500; row++) {
      price += 0.1 * random.nextGaussian();
      text.append(number(price).substring(1)).append('\n');
    }
    return text.toString();
  }

  private static String bars() {
    Random random = new Random(3);
    StringBuilder text = new StringBuilder("ts,symbol,open,high,low,close,volume\n");
    Instant start = Instant.parse("2026-01-05T00:00:00Z");
    double price = 100;
    for (int minute = 0; minute < 1_500; minute++) {
      double close = price + 0.1 * random.nextGaussian();
      text.append(start.plus(Duration.ofMinutes(minute))).append(",AAPL");
      text.append(number(price)).append(number(Math.max(price, close) + 0.1));
      text.append(number(Math.min(price, close) - 0.1)).append(number(close));
      text.append(',').append(1_000 + random.nextInt(5_000)).append('\n');
      price = close;
    }
    return text.toString();
  }

  private static String trades() {
    Random random = new Random(4);
    StringBuilder text = new StringBuilder("ts,price,size\n");
    double price = 26_000;
    for (int second = 0; second < 1_500; second++) {
      price += random.nextGaussian();
      text.append(START.plusSeconds(second))
          .append(number(price))
          .append(number(0.25))
          .append('\n');
    }
    return text.toString();
  }

  private static String readings() {
    StringBuilder text = new StringBuilder();
    for (int hour = 0; hour < 40; hour++) {
      text.append("{\"ts\":\"").append(START.plus(Duration.ofHours(hour))).append("\",\"OT\":");
      text.append(number(10 + hour % 3).substring(1)).append("}\n");
    }
    return text.toString();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, ",%.4f", value);
  }
}
