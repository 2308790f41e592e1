package dev.foretick.model.dl4j;

import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.network.ConvBlock;
import dev.foretick.model.network.NetworkSpec;
import dev.foretick.model.network.NetworkWeights;
import dev.foretick.model.network.Pooling;
import dev.foretick.model.network.Tensor;

/**
 * The network by its definition, in plain loops of doubles: slow, and without a framework's ideas
 * of order. Features have shape [steps][features].
 */
final class ReferenceNetwork {
  private final WindowSpec window;
  private final NetworkSpec network;
  private final NetworkWeights weights;

  ReferenceNetwork(WindowSpec window, NetworkSpec network, NetworkWeights weights) {
    this.window = window;
    this.network = network;
    this.weights = weights;
  }

  /** What the network says of one window of shape [channels, inputSize]. */
  double[] output(float[] values, int quantiles) {
    double[][] features = new double[window.inputSize()][window.channels()];
    double[] flat = new double[values.length];
    for (int c = 0; c < window.channels(); c++) {
      for (int t = 0; t < window.inputSize(); t++) {
        flat[c * window.inputSize() + t] = values[c * window.inputSize() + t];
        features[t][c] = values[c * window.inputSize() + t];
      }
    }
    for (int i = 0; i < network.frontEnd().size(); i++) {
      features = convolve(features, network.frontEnd().get(i), "conv" + i);
    }
    for (int i = 0; i < network.lstmUnits().size(); i++) {
      features = recur(features, network.lstmUnits().get(i), "lstm" + i);
    }
    double[] hidden = features[features.length - 1];
    double[] output = new double[window.horizon() * quantiles];
    double[] location = linear("location", hidden);
    System.arraycopy(location, 0, output, 0, location.length);
    if (network.highway()) {
      double[] highway = linear("highway", flat);
      for (int step = 0; step < location.length; step++) {
        output[step] += highway[step];
      }
    }
    if (quantiles > 1) {
      double[] spread = linear("spread", hidden);
      System.arraycopy(spread, 0, output, location.length, spread.length);
    }
    return output;
  }

  private double[][] convolve(double[][] input, ConvBlock block, String name) {
    float[] kernel = weights.get(name + ".weight").values();
    float[] bias = weights.get(name + ".bias").values();
    int channels = input[0].length;
    int before = block.paddingBefore(input.length);
    int padded = before + input.length + block.paddingAfter(input.length);
    double[][] maps = new double[(padded - block.kernel()) / block.stride() + 1][block.filters()];
    for (int t = 0; t < maps.length; t++) {
      for (int f = 0; f < block.filters(); f++) {
        double sum = bias[f];
        for (int k = 0; k < block.kernel(); k++) {
          int at = t * block.stride() + k - before;
          for (int c = 0; at >= 0 && at < input.length && c < channels; c++) {
            sum += input[at][c] * kernel[(f * channels + c) * block.kernel() + k];
          }
        }
        maps[t][f] = Math.max(0, sum);
      }
    }
    return block.pooling().map(pooling -> pool(maps, pooling)).orElse(maps);
  }

  private static double[][] pool(double[][] input, Pooling pooling) {
    double[][] pooled = new double[(input.length - pooling.size()) / pooling.stride() + 1][];
    for (int t = 0; t < pooled.length; t++) {
      pooled[t] = new double[input[0].length];
      for (int f = 0; f < pooled[t].length; f++) {
        double sum = 0;
        double max = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < pooling.size(); k++) {
          sum += input[t * pooling.stride() + k][f];
          max = Math.max(max, input[t * pooling.stride() + k][f]);
        }
        pooled[t][f] =
            switch (pooling.kind()) {
              case MAX -> max;
              case AVERAGE -> sum / pooling.size();
            };
      }
    }
    return pooled;
  }

  private double[][] recur(double[][] input, int units, String name) {
    float[] bias = weights.get(name + ".bias").values();
    double[][] states = new double[input.length][units];
    double[] hidden = new double[units];
    double[] cell = new double[units];
    for (int t = 0; t < input.length; t++) {
      double[] gates = times(name + ".input", input[t]);
      double[] recurrent = times(name + ".recurrent", hidden);
      for (int i = 0; i < gates.length; i++) {
        gates[i] += recurrent[i] + bias[i];
      }
      for (int u = 0; u < units; u++) {
        double in = sigmoid(gates[u]);
        double out = sigmoid(gates[units + u]);
        double forget = sigmoid(gates[2 * units + u]);
        cell[u] = forget * cell[u] + in * Math.tanh(gates[3 * units + u]);
        states[t][u] = out * Math.tanh(cell[u]);
      }
      hidden = states[t];
    }
    return states;
  }

  private double[] linear(String name, double[] input) {
    double[] output = times(name + ".weight", input);
    float[] bias = weights.get(name + ".bias").values();
    for (int i = 0; i < output.length; i++) {
      output[i] += bias[i];
    }
    return output;
  }

  private double[] times(String name, double[] input) {
    Tensor matrix = weights.get(name);
    float[] values = matrix.values();
    double[] output = new double[matrix.shape()[0]];
    for (int i = 0; i < output.length; i++) {
      for (int j = 0; j < input.length; j++) {
        output[i] += values[i * input.length + j] * input[j];
      }
    }
    return output;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
