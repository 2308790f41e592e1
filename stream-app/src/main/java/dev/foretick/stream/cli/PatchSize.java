package dev.foretick.stream.cli;

/**
 * The default front end: patches that cut the window into a dozen steps or so, without a rest, so
 * that the newest observation is always in the last one.
 *
 * @param kernel observations that a filter spans
 * @param stride observations from one patch to the next
 */
record PatchSize(int kernel, int stride) {
  /** A divisor further off than this factor would make too few or too many steps. */
  private static final double TOLERANCE = 1.6;

  /** Patches of about {@code 1.3 sqrt(inputSize)}: 24 of 336, 12 of 96, 8 of 64. */
  static PatchSize of(int inputSize) {
    double aim = 1.3 * Math.sqrt(inputSize);
    int best = 1;
    for (int size = 1; size <= inputSize / 2; size++) {
      if (inputSize % size == 0 && distance(size, aim) < distance(best, aim)) {
        best = size;
      }
    }
    if (distance(best, aim) <= Math.log(TOLERANCE)) {
      return new PatchSize(best, best);
    }
    int stride = (int) Math.max(1, Math.min(Math.round(aim), inputSize / 2));
    return new PatchSize(stride + inputSize % stride, stride);
  }

  private static double distance(int size, double aim) {
    return Math.abs(Math.log(size / aim));
  }
}
