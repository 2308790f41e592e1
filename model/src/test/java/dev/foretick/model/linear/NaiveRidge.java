package dev.foretick.model.linear;

/**
 * Ridge regression as the textbook writes it, as a yardstick: an explicit column of ones that the
 * penalty spares, and Gaussian elimination with pivoting.
 */
final class NaiveRidge {
  private NaiveRidge() {}

  /**
   * Solves for one output.
   *
   * @param x shape [rows][inputs]
   * @param y shape [rows]
   * @return the weights, then the intercept
   */
  static double[] solve(double[][] x, double[] y, double lambda) {
    int inputs = x[0].length;
    int n = inputs + 1;
    double penalty = lambda * meanSquaredDeviation(x);
    double[][] a = new double[n][n + 1];
    for (int row = 0; row < x.length; row++) {
      for (int i = 0; i < n; i++) {
        double left = i < inputs ? x[row][i] : 1;
        for (int j = 0; j < n; j++) {
          a[i][j] += left * (j < inputs ? x[row][j] : 1);
        }
        a[i][n] += left * y[row];
      }
    }
    for (int i = 0; i < inputs; i++) {
      a[i][i] += penalty;
    }
    return eliminate(a);
  }

  /** The mean over the inputs of {@code Σ (x - mean)²}. */
  private static double meanSquaredDeviation(double[][] x) {
    double sum = 0;
    for (int i = 0; i < x[0].length; i++) {
      double mean = 0;
      for (double[] row : x) {
        mean += row[i] / x.length;
      }
      for (double[] row : x) {
        sum += (row[i] - mean) * (row[i] - mean);
      }
    }
    return sum / x[0].length;
  }

  private static double[] eliminate(double[][] a) {
    int n = a.length;
    for (int k = 0; k < n; k++) {
      int best = k;
      for (int i = k + 1; i < n; i++) {
        best = Math.abs(a[i][k]) > Math.abs(a[best][k]) ? i : best;
      }
      double[] swapped = a[k];
      a[k] = a[best];
      a[best] = swapped;
      for (int i = 0; i < n; i++) {
        double factor = i == k ? 0 : a[i][k] / a[k][k];
        for (int j = k; j <= n; j++) {
          a[i][j] -= factor * a[k][j];
        }
      }
    }
    double[] solution = new double[n];
    for (int i = 0; i < n; i++) {
      solution[i] = a[i][n] / a[i][i];
    }
    return solution;
  }
}
