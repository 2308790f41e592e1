package dev.foretick.model.network;

import java.util.Arrays;

/**
 * Numbers in row-major order.
 *
 * @param shape length of each dimension, the last one varying fastest
 * @param values as many as the shape says
 */
public record Tensor(int[] shape, float[] values) {
  public Tensor {
    shape = shape.clone();
    values = values.clone();
    int length = 1;
    for (int dimension : shape) {
      length = Math.multiplyExact(length, dimension);
    }
    if (length != values.length) {
      throw new IllegalArgumentException(
          "values: %d (expected: %d for shape %s)"
              .formatted(values.length, length, Arrays.toString(shape)));
    }
  }

  @Override
  public int[] shape() {
    return shape.clone();
  }

  @Override
  public float[] values() {
    return values.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tensor that
        && Arrays.equals(shape, that.shape)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(shape) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "Tensor" + Arrays.toString(shape);
  }
}
