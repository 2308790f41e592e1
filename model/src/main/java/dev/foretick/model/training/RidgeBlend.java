package dev.foretick.model.training;

import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.linear.LinearMap;
import dev.foretick.model.network.NetworkSpec;
import dev.foretick.model.network.NetworkWeights;
import dev.foretick.model.network.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Mixes a ridge regression into a network. Both end in a linear map from the scaled window to the
 * medians, the network in its highway, so the mixture is a network again: what the network says of
 * the medians shrinks by the ridge's share, and the highway takes the ridge in. No runtime needs to
 * know.
 */
final class RidgeBlend {
  /** Shares of the ridge that are tried. */
  static final float[] SHARES = {0, 0.25f, 0.5f, 0.75f, 1};

  private RidgeBlend() {}

  /**
   * The share of the ridge that errs least on the validation windows.
   *
   * @param network middles of the network, shape [windows, horizon], scaled
   * @param ridge those of the ridge
   */
  static float share(ValidationSet validation, float[] network, float[] ridge) {
    float best = 0;
    double bestError = Double.POSITIVE_INFINITY;
    for (float share : SHARES) {
      double error = validation.error(mixed(network, ridge, share));
      if (error < bestError) {
        bestError = error;
        best = share;
      }
    }
    return best;
  }

  static float[] mixed(float[] network, float[] ridge, float share) {
    float[] mixed = new float[network.length];
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] = (1 - share) * network[i] + share * ridge[i];
    }
    return mixed;
  }

  /** The network's shape with a highway, which takes the ridge in. */
  static NetworkSpec withHighway(NetworkSpec spec) {
    return new NetworkSpec(spec.frontEnd(), spec.lstmUnits(), spec.dropout(), true);
  }

  /** The weights of the mixture. */
  static NetworkWeights fold(
      NetworkWeights weights,
      NetworkSpec spec,
      WindowSpec window,
      int quantiles,
      LinearMap ridge,
      float share) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    NetworkWeights.shapes(withHighway(spec), window, quantiles)
        .forEach(
            (name, shape) -> {
              float[] values =
                  weights.names().contains(name)
                      ? weights.get(name).values()
                      : new float[length(shape)];
              if (name.startsWith("location.") || name.startsWith("highway.")) {
                scale(values, 1 - share);
              }
              if (name.equals("highway.weight")) {
                add(values, ridge.weights(), share);
              } else if (name.equals("highway.bias")) {
                add(values, ridge.bias(), share);
              }
              tensors.put(name, new Tensor(shape, values));
            });
    return NetworkWeights.of(withHighway(spec), window, quantiles, tensors);
  }

  private static int length(int[] shape) {
    int length = 1;
    for (int dimension : shape) {
      length = Math.multiplyExact(length, dimension);
    }
    return length;
  }

  private static void scale(float[] values, float factor) {
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
  }

  private static void add(float[] values, float[] others, float factor) {
    for (int i = 0; i < values.length; i++) {
      values[i] += factor * others[i];
    }
  }
}
