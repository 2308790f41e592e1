package dev.foretick.model.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RidgeRegressionTest {
  @Test
  void solve_noiselessRowsInUnevenParts_recoversTheMap() {
    Random random = new Random(1);
    LinearMap known = new LinearMap(11, 3, gaussians(random, 33, 0, 1), new float[] {0.5f, -20, 3});
    RidgeRegression ridge = new RidgeRegression(11, 3);
    for (int rows : new int[] {1, 7, 8, 0, 9, 30, 100}) {
      float[] x = gaussians(random, rows * 11, 2, 3);
      float[] y = new float[rows * 3];
      for (int row = 0; row < rows; row++) {
        known.apply(x, row * 11, y, row * 3);
      }
      ridge.add(x, y, rows);
    }

    LinearMap solved = ridge.solve(0);

    assertThat(ridge.rows()).isEqualTo(155);
    assertThat(solved.weights()).containsExactly(known.weights(), within(1e-5f));
    assertThat(solved.bias()).containsExactly(known.bias(), within(1e-4f));
  }

  @Test
  void solve_severalLambdas_equalsTheNaiveSolution() {
    Random random = new Random(2);
    int rows = 37;
    // Inputs of unlike spread and level, outputs that are half noise.
    double[][] x = new double[rows][5];
    double[][] y = new double[2][rows];
    float[] flatX = new float[rows * 5];
    float[] flatY = new float[rows * 2];
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < 5; i++) {
        flatX[row * 5 + i] = (float) ((i + 1) * random.nextGaussian() + 10 * i);
        x[row][i] = flatX[row * 5 + i];
      }
      for (int o = 0; o < 2; o++) {
        flatY[row * 2 + o] = (float) (x[row][o] - x[row][4] + 5 * random.nextGaussian());
        y[o][row] = flatY[row * 2 + o];
      }
    }
    RidgeRegression ridge = new RidgeRegression(5, 2);
    ridge.add(flatX, flatY, rows);

    for (double lambda : new double[] {1, 0, 0.01, 1}) {
      LinearMap solved = ridge.solve(lambda);
      for (int o = 0; o < 2; o++) {
        double[] expected = NaiveRidge.solve(x, y[o], lambda);
        for (int i = 0; i < 5; i++) {
          assertThat((double) solved.weights()[o * 5 + i])
              .as("lambda %s, weight %d of %d", lambda, i, o)
              .isCloseTo(expected[i], within(1e-6));
        }
        assertThat((double) solved.bias()[o]).isCloseTo(expected[5], within(1e-4));
      }
    }
  }

  @Test
  void solve_collinearInputs_needsLambdaAndSharesTheWeight() {
    Random random = new Random(3);
    float[] x = new float[50 * 3];
    float[] y = new float[50];
    for (int row = 0; row < 50; row++) {
      x[row * 3] = x[row * 3 + 2] = (float) random.nextGaussian();
      x[row * 3 + 1] = (float) random.nextGaussian();
      y[row] = 6 * x[row * 3] + x[row * 3 + 1] + 1;
    }
    RidgeRegression ridge = new RidgeRegression(3, 1);
    ridge.add(x, y, 50);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ridge.solve(0))
        .withMessage("lambda: 0.0 leaves X'X not positive definite at input 2 (expected: larger)");
    Offset<Float> shrinkage = within(1e-3f);
    LinearMap solved = ridge.solve(1e-6);
    assertThat(solved.weights()).containsExactly(new float[] {3, 1, 3}, shrinkage);
    assertThat(solved.bias()).containsExactly(new float[] {1}, shrinkage);
  }

  @Test
  void solve_fewerRowsThanInputs_worksWithLambdaOnly() {
    RidgeRegression ridge = new RidgeRegression(20, 1);
    ridge.add(gaussians(new Random(4), 200, 0, 1), gaussians(new Random(5), 10, 0, 1), 10);

    assertThatIllegalArgumentException().isThrownBy(() -> ridge.solve(0));
    assertThat(ridge.solve(0.1).weights()).doesNotContain(Float.NaN).hasSize(20);
  }

  @Test
  void solve_largeLambda_givesTheMean() {
    Random random = new Random(6);
    float[] y = gaussians(random, 80, 1000, 5);
    RidgeRegression ridge = new RidgeRegression(4, 1);
    ridge.add(gaussians(random, 320, 50, 5), y, 80);

    float[] forecast = new float[1];
    ridge.solve(1e9).apply(new float[] {90, 10, 70, -30}, 0, forecast, 0);

    assertThat((double) forecast[0]).isCloseTo(mean(y), within(1e-3));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-6, 1, 1e6})
  void solve_inputsThatNeverVary_givesTheMean(double lambda) {
    float[] x = new float[30];
    Arrays.fill(x, 0.1f);
    RidgeRegression ridge = new RidgeRegression(3, 1);
    ridge.add(x, new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 10);

    LinearMap solved = ridge.solve(lambda);

    assertThat(solved.weights()).containsOnly(0);
    assertThat(solved.bias()).containsExactly(5.5f);
    assertThatIllegalArgumentException().isThrownBy(() -> ridge.solve(0));
  }

  @Test
  void solve_levelFarAboveTheSpread_keepsTheDigits() {
    Random random = new Random(7);
    float level = 16_000_000;
    float[] x = new float[1000 * 2];
    float[] y = new float[1000];
    for (int row = 0; row < 1000; row++) {
      int left = random.nextInt(7);
      int right = random.nextInt(7);
      x[row * 2] = level + left;
      x[row * 2 + 1] = level + right;
      y[row] = level + 3 * left - 2 * right;
    }
    RidgeRegression ridge = new RidgeRegression(2, 1);
    ridge.add(x, y, 1000);

    assertThat(ridge.solve(0).weights()).containsExactly(new float[] {3, -2}, within(1e-6f));
  }

  @Test
  void solve_otherUnitsOrTwiceTheRows_shrinksAsMuch() {
    Random random = new Random(8);
    float[] x = gaussians(random, 200, 0, 1);
    float[] y = gaussians(random, 100, 0, 1);
    RidgeRegression once = new RidgeRegression(2, 1);
    once.add(x, y, 100);
    RidgeRegression twice = new RidgeRegression(2, 1);
    for (int i = 0; i < x.length; i++) {
      x[i] *= 1024;
    }
    twice.add(x, y, 100);
    twice.add(x, y, 100);

    float[] expected = once.solve(0.5).weights();
    float[] scaled = twice.solve(0.5).weights();
    assertThat(scaled[0] * 1024).isCloseTo(expected[0], within(1e-6f));
    assertThat(scaled[1] * 1024).isCloseTo(expected[1], within(1e-6f));
  }

  @Test
  void add_whatDoesNotFit_isRefusedAndLeavesNoTrace() {
    RidgeRegression ridge = new RidgeRegression(2, 1);
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> ridge.solve(1))
        .withMessage("ridge: no rows (expected: at least 1)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ridge.add(new float[5], new float[3], 3))
        .withMessage("inputs: 5 values (expected: 3 rows x 2)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ridge.add(new float[6], new float[2], 3))
        .withMessage("targets: 2 values (expected: 3 rows x 1)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ridge.add(new float[] {1, 2, 3, Float.NaN}, new float[2], 2))
        .withMessage("inputs: NaN in row 1 (expected: finite)");
    assertThat(ridge.rows()).isZero();
    ridge.add(new float[2], new float[1], 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ridge.solve(-1))
        .withMessage("lambda: -1.0 (expected: >= 0)");
  }

  private static float[] gaussians(Random random, int count, double mean, double deviation) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (mean + deviation * random.nextGaussian());
    }
    return values;
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
