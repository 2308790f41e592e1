package dev.foretick.stream.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Random;

/** Hourly waves of a day with noise, always the same ones, as the files that commands read. */
final class WavesCsv {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private WavesCsv() {}

  /** Columns {@code ts,series,value}, rows of series a and b in turn. */
  static Path tall(Path file, int rows) throws IOException {
    Random random = new Random(5);
    StringBuilder text = new StringBuilder("ts,series,value\n");
    for (int row = 0; row < rows; row++) {
      text.append(line("%s,a,%.4f", time(row), wave(row, 10, random)));
      text.append(line("%s,b,%.4f", time(row), wave(row + 5, 500, random)));
    }
    return Files.writeString(file, text);
  }

  /** Columns {@code ts,a,b}. */
  static Path wide(Path file, int rows) throws IOException {
    Random random = new Random(6);
    StringBuilder text = new StringBuilder("ts,a,b\n");
    for (int row = 0; row < rows; row++) {
      double a = wave(row, 10, random);
      text.append(line("%s,%.4f,%.4f", time(row), a, wave(row + 5, 500, random)));
    }
    return Files.writeString(file, text);
  }

  /** A row for each of two series, as the M4 competition has them. */
  static Path m4(Path file, int from, int to) throws IOException {
    StringBuilder text = new StringBuilder("V1");
    for (int row = from; row < to; row++) {
      text.append(",V").append(row - from + 2);
    }
    for (int series = 1; series <= 2; series++) {
      Random random = new Random(series);
      text.append("\nH").append(series);
      for (int row = 0; row < to; row++) {
        double value = wave(row + 3 * series, 100 * series, random);
        text.append(row < from ? "" : String.format(Locale.ROOT, ",%.4f", value));
      }
    }
    return Files.writeString(file, text.append('\n'));
  }

  private static double wave(int row, double level, Random random) {
    return level * (2 + Math.sin(2 * Math.PI * row / 24) + 0.1 * random.nextGaussian());
  }

  private static Instant time(int row) {
    return START.plus(Duration.ofHours(row));
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format + "%n", values);
  }
}
