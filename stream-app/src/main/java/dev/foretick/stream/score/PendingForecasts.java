package dev.foretick.stream.score;

import dev.foretick.common.series.SeriesId;
import org.jspecify.annotations.Nullable;

/** The forecasts of one series whose actual values have not all come yet. One thread owns it. */
public final class PendingForecasts {
  /*
   * A ring of forecasts, the oldest first, in arrays that are made with the first forecast and stay. Step k of a
   * forecast matures at the k-th observation after its cutoff, so the age of a forecast is the number of observations
   * since, and the oldest is always the first to be done. Holding every stride-th forecast of a long horizon h keeps
   * the ring at maxPending forecasts, whatever h.
   */
  private final SeriesId series;
  private final @Nullable RunningAccuracy own;
  private final int horizon;
  private final int stride;
  private int first;
  private int size;

  /** Shape [capacity, horizon * quantiles], in units of the target. */
  private float[][] quantiles = {};

  private ScoredModel[] models = {};
  private long[] cutoffs = {};

  /** How many observations there had been. */
  private long[] issuedAt = {};

  private float[] naive = {};
  private double[] scales = {};

  private long observed;
  private long lastTaken;
  private float lastActual = Float.NaN;
  private double changes;

  /**
   * Starts without any.
   *
   * @param own what is kept of this series alone, if anything
   * @param maxPending the most forecasts that wait at once
   */
  PendingForecasts(SeriesId series, @Nullable RunningAccuracy own, int horizon, int maxPending) {
    this.series = series;
    this.own = own;
    this.horizon = horizon;
    this.stride = (horizon + maxPending - 1) / maxPending;
    this.lastTaken = -stride;
  }

  /** What is told of each step whose actual value has come. */
  interface Matured {
    /**
     * One step.
     *
     * @param forecast which of the pending ones, for as long as the call lasts
     * @param epochNanos event time of the actual value
     */
    void accept(PendingForecasts pending, int forecast, int step, float actual, long epochNanos);
  }

  SeriesId series() {
    return series;
  }

  @Nullable RunningAccuracy own() {
    return own;
  }

  /** The model that made a forecast, which may not be the one that serves by now. */
  ScoredModel model(int forecast) {
    return models[forecast];
  }

  /** Event time of the last observation that a forecast knows, in epoch nanoseconds. */
  long cutoff(int forecast) {
    return cutoffs[forecast];
  }

  /** The last value that a forecast knows. */
  float naive(int forecast) {
    return naive[forecast];
  }

  /** The mean absolute change up to the cutoff; NaN before the second observation. */
  double scale(int forecast) {
    return scales[forecast];
  }

  /** A forecast's value at an index of [horizon, quantiles]. */
  float value(int forecast, int index) {
    return quantiles[forecast][index];
  }

  /** Takes in the next actual value. */
  void observe(float actual, long epochNanos, Matured matured) {
    if (observed > 0) {
      changes += Math.abs(actual - (double) lastActual);
    }
    observed++;
    lastActual = actual;
    for (int i = 0; i < size; i++) {
      int forecast = slot(i);
      int step = (int) (observed - issuedAt[forecast]);
      matured.accept(this, forecast, step, actual, epochNanos);
    }
    if (size > 0 && observed - issuedAt[first] == horizon) {
      first = slot(1);
      size--;
    }
  }

  /** Whether a forecast issued now is one of those that are scored. */
  boolean isTaking() {
    return observed - lastTaken >= stride;
  }

  /**
   * Takes in a forecast that follows the latest actual value.
   *
   * @param model that made it
   * @param values holds [horizon, quantiles] from {@code from} on
   */
  void issue(ScoredModel model, long cutoff, float[] values, int from, int length) {
    if (quantiles.length == 0) {
      int capacity = (horizon + stride - 1) / stride;
      quantiles = new float[capacity][length];
      models = new ScoredModel[capacity];
      cutoffs = new long[capacity];
      issuedAt = new long[capacity];
      naive = new float[capacity];
      scales = new double[capacity];
    }
    int forecast = slot(size);
    size++;
    System.arraycopy(values, from, quantiles[forecast], 0, length);
    models[forecast] = model;
    cutoffs[forecast] = cutoff;
    issuedAt[forecast] = observed;
    naive[forecast] = lastActual;
    scales[forecast] = observed > 1 ? changes / (observed - 1) : Double.NaN;
    lastTaken = observed;
  }

  int size() {
    return size;
  }

  private int slot(int index) {
    int slot = first + index;
    return slot < quantiles.length ? slot : slot - quantiles.length;
  }
}
