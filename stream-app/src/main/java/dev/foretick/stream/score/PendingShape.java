package dev.foretick.stream.score;

/** Where the values of pending forecasts stand; the same for all series of a scorer. */
final class PendingShape {
  /*
   * Forecasts are taken in at least `stride` observations apart, and step k of one is done after k observations. So at
   * most ⌈k / stride⌉ forecasts wait for their step k, and a ring of that many places, one ring for each step, holds
   * them all: forecast number n stands at n mod ⌈k / stride⌉, and takes the place of one whose step k is done. With a
   * stride of 1 that is h (h + 1) / 2 places for a horizon h, half of what h whole forecasts take.
   */
  private final int horizon;
  private final int quantiles;
  private final int stride;
  private final int capacity;

  /** First place of each step, and how many it has. */
  private final int[] from;

  private final int[] places;

  /**
   * Lays the rings out.
   *
   * @param maxPending the most forecasts that wait at once
   */
  PendingShape(int horizon, int quantiles, int maxPending) {
    this.horizon = horizon;
    this.quantiles = quantiles;
    this.stride = stride(horizon, maxPending);
    this.capacity = divideUp(horizon, stride);
    this.from = new int[horizon + 1];
    this.places = new int[horizon];
    for (int step = 1; step <= horizon; step++) {
      places[step - 1] = divideUp(step, stride);
      from[step] = from[step - 1] + places[step - 1];
    }
  }

  /** Every so many-th observation a forecast is taken in. */
  static int stride(int horizon, int maxPending) {
    return divideUp(horizon, maxPending);
  }

  /** The most forecasts that wait at once. */
  static int capacity(int horizon, int maxPending) {
    return divideUp(horizon, stride(horizon, maxPending));
  }

  int horizon() {
    return horizon;
  }

  int quantiles() {
    return quantiles;
  }

  int stride() {
    return stride;
  }

  int capacity() {
    return capacity;
  }

  /** Floats of one forecast. */
  int forecastLength() {
    return horizon * quantiles;
  }

  /** Floats that all of them take. */
  int length() {
    return from[horizon] * quantiles;
  }

  /** Where the quantiles of a step of a forecast begin. */
  int place(int number, int step) {
    return (from[step - 1] + number % places[step - 1]) * quantiles;
  }

  private static int divideUp(int dividend, int divisor) {
    return (dividend + divisor - 1) / divisor;
  }
}
