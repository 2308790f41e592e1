package dev.foretick.model.dl4j;

import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.network.NetworkSpec;
import dev.foretick.model.network.NetworkWeights;
import dev.foretick.model.network.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Carries weights between a Deeplearning4j graph and {@link NetworkWeights}.
 *
 * <p>Deeplearning4j reads matrices as [inputs, outputs] and the memory of a one-dimensional
 * convolution, which it declares as [filters, channels, kernel, 1], as [kernel, channels, filters];
 * {@link NetworkWeights} has them the other way round. The four blocks of an LSTM are cell
 * candidate, forget gate, output gate and input gate there; here they are input gate, output gate,
 * forget gate and cell candidate. So both directions are the same: turn round the axes and the
 * blocks.
 */
final class WeightMapping {
  private final Map<String, int[]> shapes;
  private final NetworkSpec network;
  private final WindowSpec window;
  private final int quantiles;

  WeightMapping(WindowSpec window, NetworkSpec network, int quantiles) {
    this.network = network;
    this.window = window;
    this.quantiles = quantiles;
    this.shapes = NetworkWeights.shapes(network, window, quantiles);
  }

  /** A copy of the graph's weights. */
  NetworkWeights read(Map<String, INDArray> parameters) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    shapes.forEach(
        (name, shape) -> {
          float[] values = NativeArrays.toFloats(parameter(parameters, name));
          values = reverseAxes(values, reversed(shape));
          tensors.put(name, new Tensor(shape, isLstm(name) ? reverseGates(values) : values));
        });
    return NetworkWeights.of(network, window, quantiles, tensors);
  }

  /** Overwrites the graph's weights. */
  void write(NetworkWeights weights, Map<String, INDArray> parameters) {
    shapes.forEach(
        (name, shape) -> {
          float[] values = weights.get(name).values();
          values = reverseAxes(isLstm(name) ? reverseGates(values) : values, shape);
          INDArray parameter = parameter(parameters, name);
          try (INDArray copy = Nd4j.create(values, parameter.shape(), 'c')) {
            parameter.assign(copy);
          }
        });
  }

  private static INDArray parameter(Map<String, INDArray> parameters, String name) {
    int dot = name.indexOf('.');
    String kind =
        switch (name.substring(dot + 1)) {
          case "weight", "input" -> "W";
          case "recurrent" -> "RW";
          case "bias" -> "b";
          default -> throw new IllegalArgumentException("weights: unknown '%s'".formatted(name));
        };
    INDArray parameter = parameters.get(name.substring(0, dot) + "_" + kind);
    if (parameter == null) {
      throw new IllegalStateException(
          "graph has no '%s' (expected: among %s)".formatted(name, parameters.keySet()));
    }
    return parameter;
  }

  private static boolean isLstm(String name) {
    return name.startsWith("lstm");
  }

  private static int[] reversed(int[] shape) {
    int[] reversed = new int[shape.length];
    for (int i = 0; i < shape.length; i++) {
      reversed[i] = shape[shape.length - 1 - i];
    }
    return reversed;
  }

  /** Turns shape [a, b, c] into [c, b, a]; a matrix is transposed, a vector stays. */
  private static float[] reverseAxes(float[] values, int[] shape) {
    int first = shape[0];
    int last = shape[shape.length - 1];
    if (shape.length == 1) {
      return values;
    }
    int middle = values.length / (first * last);
    float[] reversed = new float[values.length];
    for (int a = 0; a < first; a++) {
      for (int b = 0; b < middle; b++) {
        for (int c = 0; c < last; c++) {
          reversed[(c * middle + b) * first + a] = values[(a * middle + b) * last + c];
        }
      }
    }
    return reversed;
  }

  private static float[] reverseGates(float[] values) {
    int block = values.length / 4;
    float[] reversed = new float[values.length];
    for (int gate = 0; gate < 4; gate++) {
      System.arraycopy(values, gate * block, reversed, (3 - gate) * block, block);
    }
    return reversed;
  }
}
