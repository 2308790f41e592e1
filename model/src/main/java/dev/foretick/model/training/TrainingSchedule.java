package dev.foretick.model.training;

import java.time.Duration;
import java.util.Optional;

/**
 * How long and how fast a network learns.
 *
 * @param epochs most passes over the training windows
 * @param batchSize windows in one step
 * @param stride a pass takes every {@code stride}-th window, from a random one on: neighbours teach
 *     almost the same
 * @param learningRate of Adam at the start; it falls along a half cosine to 0
 * @param patience how many epochs without a better validation loss end the training
 * @param seed of every random choice
 * @param timeLimit when training ends, however many epochs are left; the learning rate then follows
 *     the clock, so that two runs no longer give the same weights
 */
public record TrainingSchedule(
    int epochs,
    int batchSize,
    int stride,
    double learningRate,
    int patience,
    long seed,
    Optional<Duration> timeLimit) {

  /** Suits series of a few thousand to a few hundred thousand rows. */
  public static final TrainingSchedule DEFAULT =
      new TrainingSchedule(10, 128, 2, 1e-3, 3, 1, Optional.empty());

  public TrainingSchedule {
    requirePositive("epochs", epochs);
    requirePositive("batch-size", batchSize);
    requirePositive("stride", stride);
    requirePositive("patience", patience);
    if (!(learningRate > 0 && Double.isFinite(learningRate))) {
      throw new IllegalArgumentException(
          "learning-rate: %s (expected: > 0)".formatted(learningRate));
    }
    if (timeLimit.isPresent() && (timeLimit.get().isZero() || timeLimit.get().isNegative())) {
      throw new IllegalArgumentException(
          "time-limit: %s (expected: > 0)".formatted(timeLimit.get()));
    }
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException("%s: %d (expected: >= 1)".formatted(name, value));
    }
  }
}
