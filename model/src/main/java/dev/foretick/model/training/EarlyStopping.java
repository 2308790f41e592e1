package dev.foretick.model.training;

import dev.foretick.model.network.NetworkWeights;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keeps the weights of the best epoch and says when waiting for a better one has lasted enough. */
final class EarlyStopping {
  private final int patience;
  private double bestLoss = Double.POSITIVE_INFINITY;
  private int bestEpoch;
  private int waited;
  private @Nullable NetworkWeights bestWeights;

  EarlyStopping(int patience) {
    this.patience = patience;
  }

  /**
   * Takes in the result of an epoch.
   *
   * @return whether to stop
   */
  boolean stopAfter(int epoch, double validationLoss, Supplier<NetworkWeights> weights) {
    if (validationLoss < bestLoss) {
      bestLoss = validationLoss;
      bestEpoch = epoch;
      bestWeights = weights.get();
      waited = 0;
    } else {
      waited++;
    }
    return waited >= patience;
  }

  int bestEpoch() {
    return bestEpoch;
  }

  NetworkWeights bestWeights() {
    if (bestWeights == null) {
      throw new TrainingFailedException(
          "validation loss: never finite (expected: finite; try a lower learning-rate)");
    }
    return bestWeights;
  }
}
