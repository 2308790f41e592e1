package dev.foretick.model.onnx;

/**
 * How ONNX Runtime uses the machine.
 *
 * @param threads that compute one call; scale by more forecasters rather than by more threads
 * @param windowsPerCall the most windows of one call; larger batches run in slices of this size,
 *     whose intermediate values stay in the processor's caches
 * @param spinning whether a thread that waits for its part of a call keeps the processor busy;
 *     without effect on one thread
 */
public record OnnxOptions(int threads, int windowsPerCall, boolean spinning) {
  public static final OnnxOptions DEFAULT = new OnnxOptions(1, 32, false);

  private static final int MAX_THREADS = 1_024;
  private static final int MAX_WINDOWS = 65_536;

  public OnnxOptions {
    requireWithin("threads", threads, MAX_THREADS);
    requireWithin("windowsPerCall", windowsPerCall, MAX_WINDOWS);
  }

  /** The default but for the threads. */
  public static OnnxOptions withThreads(int threads) {
    return new OnnxOptions(threads, DEFAULT.windowsPerCall, DEFAULT.spinning);
  }

  private static void requireWithin(String name, int value, int max) {
    if (value < 1 || value > max) {
      throw new IllegalArgumentException("%s: %d (expected: 1 to %d)".formatted(name, value, max));
    }
  }
}
