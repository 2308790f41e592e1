package dev.foretick.model.untrained;

import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.interval.IntervalCalibration;
import dev.foretick.model.network.NetworkSpec;
import dev.foretick.model.network.NetworkWeights;
import dev.foretick.model.network.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** What training would have learnt, drawn from a source of random numbers instead. */
public final class RandomParameters {
  private static final int SCORES = 20;
  private static final int NAIVE_SCORES = 30;

  private final Random random;

  public RandomParameters(Random random) {
    this.random = random;
  }

  /** All tensors of a network. */
  public NetworkWeights weights(WindowSpec window, NetworkSpec network, int quantiles) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    NetworkWeights.shapes(network, window, quantiles)
        .forEach((name, shape) -> tensors.put(name, tensor(shape)));
    return NetworkWeights.of(network, window, quantiles, tensors);
  }

  /**
   * The residuals that intervals are calibrated by.
   *
   * @param intervals pairs of quantiles about the median
   */
  public IntervalCalibration calibration(int horizon, int intervals) {
    float[][][] scores = new float[horizon][intervals][];
    float[][] naive = new float[horizon][];
    for (int step = 0; step < horizon; step++) {
      for (int interval = 0; interval < intervals; interval++) {
        scores[step][interval] = ascending(SCORES);
      }
      naive[step] = ascending(NAIVE_SCORES);
    }
    return new IntervalCalibration(scores, naive);
  }

  /** Numbers that keep sums over a row near 1, whatever its length. */
  private Tensor tensor(int[] shape) {
    int length = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    double spread = 1 / Math.sqrt((double) length / shape[0]);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) (spread * random.nextGaussian());
    }
    return new Tensor(shape, values);
  }

  private float[] ascending(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    Arrays.sort(values);
    return values;
  }
}
