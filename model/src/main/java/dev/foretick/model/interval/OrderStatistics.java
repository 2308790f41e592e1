package dev.foretick.model.interval;

/** Quantiles of a sample in ascending order, and samples small enough to keep. */
public final class OrderStatistics {
  /**
   * The most numbers of a sample that are kept. One less than 200, so that every half percent falls
   * on a whole rank.
   */
  public static final int MAX_KEPT = 199;

  /** What a rank that should be whole may be off by. */
  private static final double TOLERANCE = 1e-9;

  private OrderStatistics() {}

  /**
   * The {@code ceil((n + 1) * promise)}-th smallest number, which bounds the next one with that
   * probability; the largest where the sample is too small to promise it.
   */
  static float conformal(float[] ascending, double promise) {
    int rank = (int) Math.ceil((ascending.length + 1) * promise - TOLERANCE);
    return ascending[Math.max(1, Math.min(rank, ascending.length)) - 1];
  }

  /**
   * Linear interpolation between order statistics (Hyndman and Fan 1996, type 6), whose ranks are
   * those that {@link #thinned} keeps.
   */
  static float interpolated(float[] ascending, double level) {
    double position =
        Math.max(0, Math.min(level * (ascending.length + 1) - 1, ascending.length - 1));
    int below = (int) position;
    int above = Math.min(below + 1, ascending.length - 1);
    double share = position - below;
    return (float) (ascending[below] * (1 - share) + ascending[above] * share);
  }

  /**
   * Thins a sample of {@code N} to {@code n} of its order statistics, at most {@value #MAX_KEPT},
   * such that the k-th is the one of rank {@code k (N + 1) / (n + 1)}: the same rank of the same
   * probability, so conformal bounds stay where they were.
   */
  static float[] thinned(float[] ascending) {
    if (ascending.length <= MAX_KEPT) {
      return ascending;
    }
    float[] kept = new float[MAX_KEPT];
    for (int k = 1; k <= MAX_KEPT; k++) {
      // Rounded up, a bound is never narrower than the whole sample's.
      long rank = ((long) k * (ascending.length + 1) + MAX_KEPT) / (MAX_KEPT + 1);
      kept[k - 1] = ascending[(int) Math.min(rank, ascending.length) - 1];
    }
    return kept;
  }
}
