package dev.foretick.stream.score;

/** Takes each forecast of a series that waits for actual values. */
@FunctionalInterface
public interface WaitingForecasts {
  /**
   * One forecast.
   *
   * @param age how many observations came after its cutoff
   * @param cutoff in epoch nanoseconds
   * @param values shape [horizon, quantiles]; NaN for the steps that have come
   */
  void accept(int age, long cutoff, float[] values);
}
