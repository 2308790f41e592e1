package dev.foretick.stream.score;

import dev.foretick.model.forecaster.QuantileForecasts;
import java.util.Arrays;

/** The forecasts of one series that still wait for their actual values. One thread owns it. */
public final class PendingForecasts {
  /*
   * Time is counted in observations of the series, because that is what steps are: step k of the forecast made at
   * observation n is due at observation n + k. A forecast lives for `horizon` observations, so the ring slot n % horizon
   * is free again exactly when it is needed. A slot holds [horizon][yhat, lower, upper], in all 12 * horizon^2 bytes a
   * series, which are allocated with the first forecast.
   */
  static final int YHAT = 0;
  static final int LOWER = 1;
  static final int UPPER = 2;
  private static final int FIELDS = 3;
  private static final long NEVER = Long.MIN_VALUE;

  private final int horizon;
  private long observations;
  private float lastActual = Float.NaN;
  private double absoluteChanges;
  private float[] values = {};
  private float[] naive = {};
  private long[] cutoffs = {};
  private long[] madeAt = {};

  PendingForecasts(int horizon) {
    this.horizon = horizon;
  }

  /** Counts an observation, after which {@link #isDue} tells which forecasts it answers. */
  void observe(float actual) {
    if (observations > 0) {
      absoluteChanges += Math.abs((double) actual - lastActual);
    }
    lastActual = actual;
    observations++;
  }

  /** Keeps a forecast made right after the newest observation. */
  void remember(long cutoff, QuantileForecasts forecasts, int row, float naiveValue) {
    if (values.length == 0) {
      values = new float[horizon * horizon * FIELDS];
      naive = new float[horizon];
      cutoffs = new long[horizon];
      madeAt = new long[horizon];
      Arrays.fill(madeAt, NEVER);
    }
    int slot = slot(observations);
    madeAt[slot] = observations;
    cutoffs[slot] = cutoff;
    naive[slot] = naiveValue;
    int last = forecasts.quantiles() - 1;
    for (int step = 1; step <= horizon; step++) {
      int at = index(slot, step);
      values[at + YHAT] = forecasts.median(row, step);
      values[at + LOWER] = forecasts.value(row, step, 0);
      values[at + UPPER] = forecasts.value(row, step, last);
    }
  }

  /** Whether the newest observation is the actual of step {@code step} of some forecast. */
  boolean isDue(int step) {
    return values.length > 0 && madeAt[slot(observations - step)] == observations - step;
  }

  float value(int step, int field) {
    return values[index(slot(observations - step), step) + field];
  }

  float naive(int step) {
    return naive[slot(observations - step)];
  }

  long cutoff(int step) {
    return cutoffs[slot(observations - step)];
  }

  /**
   * Mean absolute change from one observation to the next so far: the scale of MASE. NaN before the
   * second.
   */
  double meanAbsoluteChange() {
    return observations > 1 ? absoluteChanges / (observations - 1) : Double.NaN;
  }

  private int slot(long observation) {
    return (int) Math.floorMod(observation, (long) horizon);
  }

  private int index(int slot, int step) {
    return (slot * horizon + step - 1) * FIELDS;
  }
}
