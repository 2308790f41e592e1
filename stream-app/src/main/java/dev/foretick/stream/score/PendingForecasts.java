package dev.foretick.stream.score;

import java.util.ArrayDeque;
import java.util.Iterator;

/** The forecasts of one series whose actual values have not all come yet. One thread owns it. */
public final class PendingForecasts {
  /*
   * A queue, oldest forecast first. Step k of a forecast matures at the k-th observation after its cutoff, so the age
   * of a forecast is the number of observations since, and the oldest is always the first to be done. Holding every
   * stride-th forecast of a long horizon h keeps the queue at maxPending forecasts, whatever h.
   */
  private final int horizon;
  private final int stride;
  private final ArrayDeque<Vintage> queue = new ArrayDeque<>(2);
  private long observed;
  private long lastTaken;
  private float lastActual = Float.NaN;
  private double changes;

  /**
   * Starts without any.
   *
   * @param maxPending the most forecasts that wait at once
   */
  PendingForecasts(int horizon, int maxPending) {
    this.horizon = horizon;
    this.stride = (horizon + maxPending - 1) / maxPending;
    this.lastTaken = -stride;
  }

  /** What is told of each step whose actual value has come. */
  interface Matured {
    void accept(Vintage forecast, int step);
  }

  /**
   * One forecast.
   *
   * @param cutoff event time of the last observation it knows, in epoch nanoseconds
   * @param issuedAt how many observations there had been
   * @param naive the last value it knows
   * @param scale the mean absolute change of the series so far; NaN before the second observation
   * @param quantiles shape [horizon, quantiles], in units of the target
   */
  record Vintage(long cutoff, long issuedAt, float naive, double scale, float[] quantiles) {}

  /** Takes in the next actual value. */
  void observe(float actual, Matured matured) {
    if (observed > 0) {
      changes += Math.abs(actual - (double) lastActual);
    }
    observed++;
    lastActual = actual;
    for (Iterator<Vintage> each = queue.iterator(); each.hasNext(); ) {
      Vintage forecast = each.next();
      int step = (int) (observed - forecast.issuedAt());
      matured.accept(forecast, step);
      if (step == horizon) {
        each.remove();
      }
    }
  }

  /** Whether a forecast issued now is one of those that are scored. */
  boolean isTaking() {
    return observed - lastTaken >= stride;
  }

  /** Takes in a forecast that follows the latest actual value. */
  void issue(long cutoff, float[] quantiles) {
    double scale = observed > 1 ? changes / (observed - 1) : Double.NaN;
    queue.addLast(new Vintage(cutoff, observed, lastActual, scale, quantiles));
    lastTaken = observed;
  }

  int size() {
    return queue.size();
  }
}
