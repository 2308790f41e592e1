package dev.foretick.model.dl4j;

import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Copies between native arrays and Java's, each as one block. */
final class NativeArrays {
  private NativeArrays() {}

  /** Row-major, whatever the order and strides of the array. */
  static float[] toFloats(INDArray array) {
    float[] floats = new float[Math.toIntExact(array.length())];
    INDArray rows = isRowMajor(array) ? array : array.dup('c');
    new FloatPointer(rows.data().addressPointer()).get(floats);
    return floats;
  }

  /** Makes an array of {@code shape} from numbers that are row-major. */
  static INDArray of(float[] values, long... shape) {
    INDArray array = Nd4j.createUninitialized(DataType.FLOAT, shape, 'c');
    new FloatPointer(array.data().addressPointer()).put(values);
    return array;
  }

  /** Whether an array's memory is that of Java's, without a copy. */
  static boolean isRowMajor(INDArray array) {
    long stride = 1;
    for (int axis = array.rank() - 1; axis >= 0; axis--) {
      if (array.size(axis) > 1 && array.stride(axis) != stride) {
        return false;
      }
      stride *= array.size(axis);
    }
    return true;
  }
}
