package dev.foretick.model.dl4j;

/**
 * The arithmetic of fused layers on whole arrays. Each loop is short, without branches, and reads
 * and writes all arrays at the same index: only such loops does the compiler turn into vector
 * instructions. Arrays may be the same where the index is.
 */
final class ArrayMath {
  /** From here on tanh is 1 up to 2.3e-7. */
  private static final float END = 8;

  // tanh(x) = x P(x^2) / Q(x^2) up to 6e-9 for |x| <= 8, and 4e-7 after rounding to floats: a
  // minimax fit by iteratively reweighted least squares.
  private static final float P0 = 9.9999994e-1f;
  private static final float P1 = 1.3438188e-1f;
  private static final float P2 = 3.564152e-3f;
  private static final float P3 = 2.1773178e-5f;
  private static final float P4 = 1.5061715e-8f;
  private static final float Q1 = 4.6771508e-1f;
  private static final float Q2 = 2.6136e-2f;
  private static final float Q3 = 3.3991726e-4f;
  private static final float Q4 = 8.453623e-7f;

  private ArrayMath() {}

  static float tanh(float value) {
    float x = Math.max(-END, Math.min(END, value));
    float y = x * x;
    float p = (((P4 * y + P3) * y + P2) * y + P1) * y + P0;
    float q = (((Q4 * y + Q3) * y + Q2) * y + Q1) * y + 1;
    return x * p / q;
  }

  /** {@code result = tanh(x)}. */
  static void tanh(float[] x, float[] result, int count) {
    for (int i = 0; i < count; i++) {
      result[i] = tanh(x[i]);
    }
  }

  /** {@code x = tanh(x + bias)}. */
  static void addAndTanh(float[] x, float[] bias, int count) {
    for (int i = 0; i < count; i++) {
      x[i] = tanh(x[i] + bias[i]);
    }
  }

  /** {@code x = sigmoid(x + bias)}. */
  static void addAndSigmoid(float[] x, float[] bias, int count) {
    for (int i = 0; i < count; i++) {
      x[i] = 0.5f + 0.5f * tanh(0.5f * (x[i] + bias[i]));
    }
  }

  /** {@code result = a b + c d}. */
  static void sumOfProducts(float[] a, float[] b, float[] c, float[] d, float[] result, int count) {
    for (int i = 0; i < count; i++) {
      result[i] = a[i] * b[i] + c[i] * d[i];
    }
  }

  /** {@code result = a b}. */
  static void product(float[] a, float[] b, float[] result, int count) {
    for (int i = 0; i < count; i++) {
      result[i] = a[i] * b[i];
    }
  }

  /** {@code sum += more}. */
  static void add(float[] sum, float[] more, int count) {
    for (int i = 0; i < count; i++) {
      sum[i] += more[i];
    }
  }

  /** {@code sum += a b (1 - y^2)}: back through {@code y = tanh(x)}. */
  static void addTanhSlope(float[] sum, float[] a, float[] b, float[] y, int count) {
    for (int i = 0; i < count; i++) {
      sum[i] += a[i] * b[i] * (1 - y[i] * y[i]);
    }
  }

  /** {@code result = a b (1 - y^2)}: back through {@code y = tanh(x)}. */
  static void tanhSlope(float[] a, float[] b, float[] y, float[] result, int count) {
    for (int i = 0; i < count; i++) {
      result[i] = a[i] * b[i] * (1 - y[i] * y[i]);
    }
  }

  /** {@code result = a b y (1 - y)}: back through {@code y = sigmoid(x)}. */
  static void sigmoidSlope(float[] a, float[] b, float[] y, float[] result, int count) {
    for (int i = 0; i < count; i++) {
      result[i] = a[i] * b[i] * (y[i] * (1 - y[i]));
    }
  }

  /** {@code x = max(0, x + bias)}. */
  static void addAndRelu(float[] x, float[] bias, int count) {
    for (int i = 0; i < count; i++) {
      x[i] = Math.max(0, x[i] + bias[i]);
    }
  }

  /** {@code slope = 0} where {@code y = max(0, x)} is 0. */
  static void reluSlope(float[] slope, float[] y, int count) {
    for (int i = 0; i < count; i++) {
      // 1 for any normal y > 0, without a branch.
      slope[i] *= Math.min(1, y[i] * Float.MAX_VALUE);
    }
  }
}
