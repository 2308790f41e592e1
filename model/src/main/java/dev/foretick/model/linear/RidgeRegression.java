package dev.foretick.model.linear;

import java.util.Arrays;

/**
 * Ridge regression (Hoerl, Kennard, 1970) of several outputs on common inputs: the map that
 * minimises {@code Σ |y - W·x - b|² + penalty · |W|²}, where the intercept {@code b} is free.
 *
 * <p>Rows stream through: what stays is the matrix of their products, {@code 8 · inputs · (inputs +
 * outputs)} bytes, from which the map is solved for as many penalties as one likes. One thread owns
 * it.
 */
public final class RidgeRegression {
  private static final int PANEL_ROWS = ProductSums.PANEL_ROWS;

  private final int inputs;
  private final int outputs;
  private final int width;
  private final ProductSums sums;
  private final double[] panel;

  /** The first row: all others are taken relative to it. */
  private final double[] origin;

  private long rows;

  public RidgeRegression(int inputs, int outputs) {
    if (inputs < 1 || outputs < 1) {
      throw new IllegalArgumentException(
          "ridge: %d inputs, %d outputs (expected: >= 1)".formatted(inputs, outputs));
    }
    this.inputs = inputs;
    this.outputs = outputs;
    this.width = Math.addExact(inputs, outputs);
    this.sums = new ProductSums(inputs, width);
    this.panel = new double[Math.multiplyExact(PANEL_ROWS, width)];
    this.origin = new double[width];
  }

  /**
   * Takes in rows.
   *
   * @param x shape [rows, inputs], row-major; what stands behind is not read
   * @param y shape [rows, outputs], row-major; what stands behind is not read
   * @throws IllegalArgumentException if a value is not finite; nothing has been taken in then
   */
  public void add(float[] x, float[] y, int count) {
    requireRows("inputs", x, count, inputs);
    requireRows("targets", y, count, outputs);
    if (rows == 0 && count > 0) {
      setOrigin(x, y);
    }
    for (int first = 0; first < count; first += PANEL_ROWS) {
      int filled = Math.min(PANEL_ROWS, count - first);
      for (int row = 0; row < filled; row++) {
        copy(x, (first + row) * inputs, inputs, row * width, 0);
        copy(y, (first + row) * outputs, outputs, row * width + inputs, inputs);
      }
      // Rows of zeros add nothing.
      Arrays.fill(panel, filled * width, panel.length, 0);
      sums.add(panel);
    }
    rows += count;
  }

  /** How many rows it has taken in. */
  public long rows() {
    return rows;
  }

  /**
   * Solves for the map. The penalty is {@code lambda} times the mean diagonal element of the
   * centred {@code X'X}, so that the same lambda means the same shrinkage whatever the number of
   * rows and the units of the inputs; it is the same for every input, and inputs are not
   * standardised. Where no input ever varies there is nothing to scale by, and any lambda above 0
   * gives the mean of the targets.
   *
   * @param lambda 0 for least squares
   * @throws IllegalArgumentException if inputs depend on each other, or are fewer rows than inputs,
   *     and lambda is too small to decide between them
   * @throws IllegalStateException if there are no rows
   */
  public LinearMap solve(double lambda) {
    if (!(lambda >= 0 && Double.isFinite(lambda))) {
      throw new IllegalArgumentException("lambda: %s (expected: >= 0)".formatted(lambda));
    }
    if (rows == 0) {
      throw new IllegalStateException("ridge: no rows (expected: at least 1)");
    }
    double[] means = sums.means(rows);
    double[][] centred = sums.centred(rows);
    double penalty = lambda * meanDiagonal(centred);
    for (int i = 0; i < inputs; i++) {
      centred[i][i] += penalty;
    }
    Cholesky.factorize(centred, inputs, lambda);
    Cholesky.solve(centred, inputs, width);
    return map(centred, means);
  }

  private double meanDiagonal(double[][] centred) {
    double trace = 0;
    for (int i = 0; i < inputs; i++) {
      trace += centred[i][i];
    }
    return trace > 0 ? trace / inputs : 1;
  }

  /**
   * Rounds the solution to a map. The bias follows from the rounded weights, so that the mean of
   * the inputs still maps to the mean of the targets.
   */
  private LinearMap map(double[][] solved, double[] means) {
    float[] weights = new float[Math.multiplyExact(outputs, inputs)];
    float[] bias = new float[outputs];
    for (int o = 0; o < outputs; o++) {
      double rest = origin[inputs + o] + means[inputs + o];
      for (int i = 0; i < inputs; i++) {
        float weight = (float) solved[i][inputs + o];
        weights[o * inputs + i] = weight;
        rest -= weight * (origin[i] + means[i]);
      }
      bias[o] = (float) rest;
    }
    return new LinearMap(inputs, outputs, weights, bias);
  }

  /**
   * Centring by subtraction loses the digits that a large common level takes up; relative to any of
   * the rows, levels are small.
   */
  private void setOrigin(float[] x, float[] y) {
    for (int i = 0; i < inputs; i++) {
      origin[i] = x[i];
    }
    for (int o = 0; o < outputs; o++) {
      origin[inputs + o] = y[o];
    }
  }

  private void copy(float[] values, int from, int length, int to, int column) {
    for (int i = 0; i < length; i++) {
      panel[to + i] = values[from + i] - origin[column + i];
    }
  }

  private static void requireRows(String name, float[] values, int rows, int columns) {
    if (rows < 0 || (long) rows * columns > values.length) {
      throw new IllegalArgumentException(
          "%s: %d values (expected: %d rows x %d)".formatted(name, values.length, rows, columns));
    }
    for (int i = 0; i < rows * columns; i++) {
      if (!Float.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "%s: %s in row %d (expected: finite)".formatted(name, values[i], i / columns));
      }
    }
  }
}
