package dev.foretick.stream.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A line chart of characters: past values as a line of braille dots, two a character, then the
 * forecast's median within the shaded band of its interval. In ASCII each value is one star in the
 * middle of its column.
 */
public final class PriceChart {
  private static final int DOTS_ACROSS = 2;
  private static final int DOTS_DOWN = 4;
  private static final int BRAILLE = 0x2800;

  /** Bit of the braille cell's dot at [column][row from the top]. */
  private static final int[][] DOT = {{0x01, 0x02, 0x04, 0x40}, {0x08, 0x10, 0x20, 0x80}};

  private final int dotRows;
  private final int past;
  private final double low;
  private final double high;
  private final int[][] dots;
  private final boolean[][] band;

  private PriceChart(int rows, int past, int ahead, double low, double high) {
    this.dotRows = rows * DOTS_DOWN;
    this.past = past;
    this.low = low;
    this.high = high;
    this.dots = new int[rows][past + ahead];
    this.band = new boolean[rows][past + ahead];
  }

  /**
   * Draws a chart of {@code rows} lines, one column of text for each value.
   *
   * @param known values up to now
   * @param lower lower bound for each step ahead
   * @param median point forecast for each step ahead
   * @param upper upper bound for each step ahead
   */
  public static PriceChart of(
      int rows, double[] known, double[] lower, double[] median, double[] upper) {
    double low = Math.min(min(known), min(lower));
    double high = Math.max(max(known), max(upper));
    double margin = high > low ? 0 : Math.max(1e-9, Math.abs(high) * 1e-6);
    PriceChart chart =
        new PriceChart(rows, known.length, median.length, low - margin, high + margin);
    double[] line = Arrays.copyOf(known, known.length + median.length);
    System.arraycopy(median, 0, line, known.length, median.length);
    chart.line(line);
    for (int step = 0; step < median.length; step++) {
      chart.shade(known.length + step, lower[step], upper[step]);
    }
    return chart;
  }

  /** The value at the bottom. */
  public double low() {
    return low;
  }

  /** The value at the top. */
  public double high() {
    return high;
  }

  /** The rows of text from the top. */
  public List<String> lines(Terminal terminal) {
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < dots.length; row++) {
      StringBuilder known = new StringBuilder();
      StringBuilder ahead = new StringBuilder();
      for (int column = 0; column < dots[row].length; column++) {
        (column < past ? known : ahead).append(cell(terminal, row, column));
      }
      lines.add(known + terminal.cyan(ahead.toString()));
    }
    return lines;
  }

  private void line(double[] values) {
    for (int i = 0; i < values.length; i++) {
      int row = dotRow(values[i]);
      dot(i * DOTS_ACROSS, row);
      // Half of the way to the next value is drawn in this column, half in the next one's.
      int next = i + 1 < values.length ? dotRow(values[i + 1]) : row;
      int from = Math.min(row, next);
      for (int y = from; y <= Math.max(row, next); y++) {
        dot(i * DOTS_ACROSS + 1, y);
      }
    }
  }

  private void dot(int x, int y) {
    dots[y / DOTS_DOWN][x / DOTS_ACROSS] |= DOT[x % DOTS_ACROSS][y % DOTS_DOWN];
  }

  private void shade(int column, double from, double to) {
    for (int row = dotRow(to) / DOTS_DOWN; row <= dotRow(from) / DOTS_DOWN; row++) {
      band[row][column] = true;
    }
  }

  /** From 0 at the top. */
  private int dotRow(double value) {
    double share = (high - value) / (high - low);
    return (int) Math.max(0, Math.min(dotRows - 1, Math.round(share * (dotRows - 1))));
  }

  private char cell(Terminal terminal, int row, int column) {
    if (dots[row][column] != 0) {
      return terminal.unicode() ? (char) (BRAILLE + dots[row][column]) : '*';
    }
    return band[row][column] ? (terminal.unicode() ? '░' : ':') : ' ';
  }

  private static double min(double[] values) {
    return Arrays.stream(values).min().orElse(Double.POSITIVE_INFINITY);
  }

  private static double max(double[] values) {
    return Arrays.stream(values).max().orElse(Double.NEGATIVE_INFINITY);
  }
}
