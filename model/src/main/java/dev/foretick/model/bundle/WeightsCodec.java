package dev.foretick.model.bundle;

import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.network.NetworkSpec;
import dev.foretick.model.network.NetworkWeights;
import dev.foretick.model.network.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code weights.bin}: the tensors of {@link NetworkWeights#shapes} one after another, each
 * row-major, as little-endian 32-bit floats.
 */
final class WeightsCodec {
  /** 64 million numbers: far beyond a forecaster that serves ticks. */
  private static final long MAX_WEIGHTS = 1L << 26;

  private WeightsCodec() {}

  static byte[] encode(NetworkWeights weights) {
    byte[] encoded = new byte[Math.toIntExact(weights.count() * Float.BYTES)];
    ByteBuffer bytes = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN);
    for (String name : weights.names()) {
      for (float value : weights.get(name).values()) {
        bytes.putFloat(value);
      }
    }
    return encoded;
  }

  /**
   * How many bytes the weights of a network take.
   *
   * @throws IllegalArgumentException if the network is too large to be believed
   */
  static long encodedSize(NetworkSpec spec, WindowSpec window, int quantiles) {
    long count = 0;
    for (int[] shape : NetworkWeights.shapes(spec, window, quantiles).values()) {
      long length = 1;
      for (int dimension : shape) {
        length = Math.min(length * dimension, MAX_WEIGHTS + 1);
      }
      count = Math.min(count + length, MAX_WEIGHTS + 1);
    }
    if (count > MAX_WEIGHTS) {
      throw new IllegalArgumentException(
          "weights: more than %d numbers (expected: fewer)".formatted(MAX_WEIGHTS));
    }
    return count * Float.BYTES;
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @param bytes as many as {@link #encodedSize} says
   */
  static NetworkWeights decode(byte[] bytes, NetworkSpec spec, WindowSpec window, int quantiles) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    NetworkWeights.shapes(spec, window, quantiles)
        .forEach((name, shape) -> tensors.put(name, readTensor(buffer, shape)));
    return NetworkWeights.of(spec, window, quantiles, tensors);
  }

  private static Tensor readTensor(ByteBuffer buffer, int[] shape) {
    int length = 1;
    for (int dimension : shape) {
      length *= dimension;
    }
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = buffer.getFloat();
    }
    return new Tensor(shape, values);
  }
}
