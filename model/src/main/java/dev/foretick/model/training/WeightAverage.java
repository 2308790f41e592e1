package dev.foretick.model.training;

import dev.foretick.model.dl4j.Dl4jNetwork;
import dev.foretick.model.network.NetworkWeights;
import java.util.function.Supplier;

/**
 * A moving average of a network's weights over the last part of an epoch (Polyak and Juditsky
 * 1992). While the learning rate is still high, weights go round what they seek; their average lies
 * nearer to it, so that epochs can be judged, and kept, before the rate has fallen.
 */
final class WeightAverage {
  /** Share of an epoch's steps that the average reaches back. */
  private static final double REACH = 0.5;

  private final Dl4jNetwork network;
  private final double share;
  private final float[] average;
  private long steps;

  /**
   * Starts from the weights as they are.
   *
   * @param stepsPerEpoch steps of learning in an epoch
   */
  WeightAverage(Dl4jNetwork network, int stepsPerEpoch) {
    this.network = network;
    this.share = 1 / Math.max(1, REACH * stepsPerEpoch);
    this.average = network.parameters();
  }

  /** Takes in the weights after a step. */
  void step() {
    steps++;
    // Of the first steps the average is plain, so that it soon forgets where it started.
    float weight = (float) Math.max(share, 1.0 / (steps + 1));
    float[] current = network.parameters();
    for (int i = 0; i < average.length; i++) {
      average[i] += weight * (current[i] - average[i]);
    }
  }

  /** Does something with the average in the network's place, and then puts its weights back. */
  <T> T during(Supplier<T> action) {
    float[] current = network.parameters();
    network.setParameters(average);
    try {
      return action.get();
    } finally {
      network.setParameters(current);
    }
  }

  /** The average as weights. */
  NetworkWeights weights() {
    return during(network::weights);
  }
}
