package dev.foretick.common.window;

/**
 * The shape of what a model sees and says.
 *
 * @param inputSize how many past observations a window holds
 * @param horizon how many future steps are forecast
 * @param channels how many values an observation carries: the target, then the covariates
 */
public record WindowSpec(int inputSize, int horizon, int channels) {
  /** Bounds that keep a hostile bundle or configuration from asking for absurd memory. */
  public static final int MAX_INPUT_SIZE = 100_000;

  public static final int MAX_HORIZON = 10_000;
  public static final int MAX_CHANNELS = 1_000;

  public WindowSpec {
    requireWithin("input-size", inputSize, MAX_INPUT_SIZE);
    requireWithin("horizon", horizon, MAX_HORIZON);
    requireWithin("channels", channels, MAX_CHANNELS);
  }

  /** Floats in one window: {@code channels * inputSize}. */
  public int windowLength() {
    return Math.multiplyExact(channels, inputSize);
  }

  private static void requireWithin(String name, int value, int max) {
    if (value < 1 || value > max) {
      throw new IllegalArgumentException("%s: %d (expected: 1 to %d)".formatted(name, value, max));
    }
  }
}
