package dev.foretick.model.linear;

/**
 * Solves {@code A·W = B} for a symmetric positive definite {@code A} by its factors {@code A =
 * U'·U} (Golub, Van Loan, Matrix Computations, section 4.2). {@code A} and {@code B} stand side by
 * side in one array, shape [n][n + outputs], so that every loop runs along memory.
 */
final class Cholesky {
  /** What is left of a diagonal element after as many digits have cancelled is rounding. */
  private static final double ROUNDING = 1e-12;

  private Cholesky() {}

  /**
   * Replaces the upper triangle of A by U; below the diagonal nothing is read or written.
   *
   * @param lambda for the message
   * @throws IllegalArgumentException if A is not positive definite
   */
  static void factorize(double[][] rows, int n, double lambda) {
    double[] limits = new double[n];
    for (int k = 0; k < n; k++) {
      limits[k] = ROUNDING * rows[k][k];
    }
    for (int k = 0; k < n; k++) {
      double[] pivotRow = rows[k];
      double pivot = pivotRow[k];
      if (!(pivot > limits[k])) {
        throw new IllegalArgumentException(
            "lambda: %s leaves X'X not positive definite at input %d (expected: larger)"
                .formatted(lambda, k));
      }
      scale(pivotRow, k, n, 1 / Math.sqrt(pivot));
      for (int i = k + 1; i < n; i++) {
        subtract(rows[i], pivotRow, pivotRow[i], i, n);
      }
    }
  }

  /** Replaces B, the columns from {@code n} on, by the solution W of {@code U'·U·W = B}. */
  static void solve(double[][] rows, int n, int width) {
    for (int k = 0; k < n; k++) {
      scale(rows[k], n, width, 1 / rows[k][k]);
      for (int i = k + 1; i < n; i++) {
        subtract(rows[i], rows[k], rows[k][i], n, width);
      }
    }
    for (int k = n - 1; k >= 0; k--) {
      for (int i = k + 1; i < n; i++) {
        subtract(rows[k], rows[i], rows[k][i], n, width);
      }
      scale(rows[k], n, width, 1 / rows[k][k]);
    }
  }

  private static void scale(double[] row, int from, int to, double factor) {
    for (int j = from; j < to; j++) {
      row[j] *= factor;
    }
  }

  private static void subtract(double[] row, double[] other, double factor, int from, int to) {
    for (int j = from; j < to; j++) {
      row[j] -= factor * other[j];
    }
  }
}
