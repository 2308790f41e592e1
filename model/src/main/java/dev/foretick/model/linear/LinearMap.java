package dev.foretick.model.linear;

/**
 * An affine map {@code y = W·x + b}. Holds the arrays it is given, because they are large: nobody
 * may write to them afterwards.
 *
 * @param weights shape [outputs, inputs], row-major
 * @param bias shape [outputs]
 */
public record LinearMap(int inputs, int outputs, float[] weights, float[] bias) {
  public LinearMap {
    if (inputs < 1 || outputs < 1) {
      throw new IllegalArgumentException(
          "map: %d inputs, %d outputs (expected: >= 1)".formatted(inputs, outputs));
    }
    if (weights.length != Math.multiplyExact(inputs, outputs)) {
      throw new IllegalArgumentException(
          "weights: %d (expected: %d x %d)".formatted(weights.length, outputs, inputs));
    }
    if (bias.length != outputs) {
      throw new IllegalArgumentException("bias: %d (expected: %d)".formatted(bias.length, outputs));
    }
  }

  /**
   * Maps one window.
   *
   * @param window holds {@code inputs} values from {@code from} on
   * @param horizon receives {@code outputs} values from {@code to} on; must be another array
   */
  public void apply(float[] window, int from, float[] horizon, int to) {
    for (int o = 0; o < outputs; o++) {
      horizon[to + o] = bias[o] + dot(o * inputs, window, from);
    }
  }

  /** Four sums side by side: one alone would wait for each addition before the next. */
  private float dot(int row, float[] window, int from) {
    float sum0 = 0;
    float sum1 = 0;
    float sum2 = 0;
    float sum3 = 0;
    int i = 0;
    for (; i + 3 < inputs; i += 4) {
      sum0 += weights[row + i] * window[from + i];
      sum1 += weights[row + i + 1] * window[from + i + 1];
      sum2 += weights[row + i + 2] * window[from + i + 2];
      sum3 += weights[row + i + 3] * window[from + i + 3];
    }
    for (; i < inputs; i++) {
      sum0 += weights[row + i] * window[from + i];
    }
    return (sum0 + sum1) + (sum2 + sum3);
  }
}
