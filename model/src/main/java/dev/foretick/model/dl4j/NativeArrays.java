package dev.foretick.model.dl4j;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Copies from native arrays to Java's. */
final class NativeArrays {
  private NativeArrays() {}

  /** Row-major, whatever the order and strides of the array. */
  static float[] toFloats(INDArray array) {
    float[] floats = new float[Math.toIntExact(array.length())];
    array.dup('c').data().asNioFloat().get(floats);
    return floats;
  }
}
