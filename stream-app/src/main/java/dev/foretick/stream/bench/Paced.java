package dev.foretick.stream.bench;

/**
 * What came of ticks at a fixed rate.
 *
 * @param ticksPerSecond that were due
 * @param worstDelaySeconds how long after it was due a tick went out at worst
 * @param latency from when a tick was due to when its forecast was read
 */
record Paced(double ticksPerSecond, Speed speed, double worstDelaySeconds, Latency latency) {

  /** A server that reads less than this share of the rate falls behind it. */
  private static final double KEPT_UP = 0.98;

  /** Whether the server reads ticks as fast as they come. */
  boolean keptUp() {
    return speed.recordsPerSecond() >= KEPT_UP * ticksPerSecond;
  }

  /**
   * A distribution of times in seconds.
   *
   * @param count forecasts
   * @param p50 half took no longer
   * @param p90 of ten 9 took no longer
   * @param p99 of a hundred 99 took no longer
   * @param p999 of a thousand 999 took no longer
   */
  record Latency(long count, double p50, double p90, double p99, double p999, double longest) {
    static Latency of(LatencyWindow window) {
      return new Latency(
          window.count(),
          window.seconds(50),
          window.seconds(90),
          window.seconds(99),
          window.seconds(99.9),
          window.longestSeconds());
    }
  }
}
