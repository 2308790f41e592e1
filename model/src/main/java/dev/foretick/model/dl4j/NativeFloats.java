package dev.foretick.model.dl4j;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Numbers outside the heap, where OpenBLAS reads and writes them, with copies of whole blocks from
 * and to Java's arrays. Several threads may use different parts at once.
 */
final class NativeFloats implements AutoCloseable {
  private final FloatPointer start;
  private final FloatBuffer buffer;

  /** Makes zeros. */
  NativeFloats(int length) {
    this.start = new FloatPointer(length);
    Pointer.memset(start, 0, (long) length * Float.BYTES);
    this.buffer = start.asBuffer();
  }

  /** Where an array of Deeplearning4j keeps its first number. */
  static FloatPointer of(INDArray array) {
    return new FloatPointer(array.data().addressPointer());
  }

  FloatPointer at(int index) {
    return start.getPointer(index);
  }

  void get(int index, float[] into, int from, int count) {
    buffer.get(index, into, from, count);
  }

  void put(int index, float[] values, int from, int count) {
    buffer.put(index, values, from, count);
  }

  /** Copies {@code count} numbers from another place outside the heap to the start. */
  void copyFrom(FloatPointer source, int count) {
    Pointer.memcpy(start, source, (long) count * Float.BYTES);
  }

  /** Copies {@code count} numbers from {@code index} on to another place outside the heap. */
  void copyTo(int index, FloatPointer target, int count) {
    Pointer.memcpy(target, at(index), (long) count * Float.BYTES);
  }

  @Override
  public void close() {
    start.close();
  }
}
