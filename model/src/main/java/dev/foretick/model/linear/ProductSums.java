package dev.foretick.model.linear;

/**
 * Running sums of products {@code Z'Z} of rows {@code z = [x, y]}, as far as regressions need them:
 * the upper triangle of {@code X'X} and all of {@code X'Y}.
 *
 * <p>Rows come in panels of {@value #PANEL_ROWS}, few enough to stay in the first cache. Each pass
 * over a row of the sums then adds {@value #PANEL_ROWS} products per element instead of one, in a
 * loop along memory that the compiler turns into vector instructions.
 */
final class ProductSums {
  /** As many rows as {@link #addProducts} has terms. */
  static final int PANEL_ROWS = 8;

  private final int inputs;
  private final int width;

  /** Shape [inputs][inputs + outputs], below the diagonal never written. */
  private final double[][] products;

  /** Shape [inputs + outputs]. */
  private final double[] totals;

  ProductSums(int inputs, int width) {
    this.inputs = inputs;
    this.width = width;
    this.products = new double[inputs][width];
    this.totals = new double[width];
  }

  /**
   * Adds the products of a panel.
   *
   * @param panel shape [PANEL_ROWS, inputs + outputs]
   */
  void add(double[] panel) {
    for (int i = 0; i < inputs; i++) {
      addProducts(products[i], panel, i);
    }
    for (int row = 0; row < PANEL_ROWS; row++) {
      for (int j = 0; j < width; j++) {
        totals[j] += panel[row * width + j];
      }
    }
  }

  /** Means of all columns, shape [inputs + outputs]. */
  double[] means(long rows) {
    double[] means = new double[width];
    for (int j = 0; j < width; j++) {
      means[j] = totals[j] / rows;
    }
    return means;
  }

  /** Sums of products of deviations from the means, a new copy of the shape of the sums. */
  double[][] centred(long rows) {
    double[][] centred = new double[inputs][width];
    for (int i = 0; i < inputs; i++) {
      double mean = totals[i] / rows;
      for (int j = i; j < width; j++) {
        centred[i][j] = products[i][j] - mean * totals[j];
      }
    }
    return centred;
  }

  private void addProducts(double[] sums, double[] panel, int i) {
    int r1 = width;
    int r2 = 2 * width;
    int r3 = 3 * width;
    int r4 = 4 * width;
    int r5 = 5 * width;
    int r6 = 6 * width;
    int r7 = 7 * width;
    double x0 = panel[i];
    double x1 = panel[r1 + i];
    double x2 = panel[r2 + i];
    double x3 = panel[r3 + i];
    double x4 = panel[r4 + i];
    double x5 = panel[r5 + i];
    double x6 = panel[r6 + i];
    double x7 = panel[r7 + i];
    for (int j = i; j < r1; j++) {
      sums[j] +=
          ((x0 * panel[j] + x1 * panel[r1 + j]) + (x2 * panel[r2 + j] + x3 * panel[r3 + j]))
              + ((x4 * panel[r4 + j] + x5 * panel[r5 + j])
                  + (x6 * panel[r6 + j] + x7 * panel[r7 + j]));
    }
  }
}
