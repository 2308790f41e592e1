package dev.foretick.model.network;

/**
 * Thins a feature map: each stretch of {@code size} steps becomes one, {@code stride} apart,
 * without padding.
 *
 * @param kind which value stands for the stretch
 * @param size steps in a stretch
 * @param stride steps from one stretch to the next
 */
public record Pooling(Kind kind, int size, int stride) {
  /** Which value stands for a stretch. */
  public enum Kind {
    MAX,
    AVERAGE
  }

  public Pooling {
    Bounds.require("pooling.size", size, 1, Bounds.MAX_KERNEL);
    Bounds.require("pooling.stride", stride, 1, Bounds.MAX_KERNEL);
  }

  int outputLength(int inputLength) {
    return inputLength < size ? 0 : (inputLength - size) / stride + 1;
  }
}
