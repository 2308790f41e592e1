package dev.foretick.stream.score;

import dev.foretick.common.series.SeriesId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The forecasts of one series whose actual values have not all come yet. One thread owns it. */
public final class PendingForecasts {
  /*
   * A ring of forecasts, the oldest first, in arrays that are made with the first forecast and stay. Step k of a
   * forecast matures at the k-th observation after its cutoff, so the age of a forecast is the number of observations
   * since, and the oldest is always the first to be done. Holding every stride-th forecast of a long horizon h keeps
   * the ring at maxPending forecasts, whatever h.
   */
  private static final int HEAD_BYTES =
      3 * Integer.BYTES + 2 * Long.BYTES + Float.BYTES + Double.BYTES + Byte.BYTES;
  private static final int FORECAST_BYTES =
      Byte.BYTES + Long.BYTES + Integer.BYTES + Float.BYTES + Double.BYTES;

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
      makeRoom(length);
    }
    if (size == capacity()) {
      // More were taken over than are kept: the oldest is scored no more.
      first = slot(1);
      size--;
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

  /** What is told of each forecast that waits for actual values. */
  public interface Shown {
    /**
     * One forecast.
     *
     * @param age how many observations came after its cutoff
     * @param cutoff in epoch nanoseconds
     * @param values shape [horizon, quantiles], not copied; NaN where they are not known any more
     */
    void accept(int age, long cutoff, float[] values);
  }

  /** Shows each forecast that waits, the oldest first. */
  public void show(Shown to) {
    for (int i = 0; i < size; i++) {
      int forecast = slot(i);
      to.accept((int) (observed - issuedAt[forecast]), cutoffs[forecast], quantiles[forecast]);
    }
  }

  /** Bytes that {@link #write} takes. */
  public int encodedLength() {
    int length = HEAD_BYTES;
    for (ScoredModel model : pendingModels()) {
      length += model.encodedLength();
    }
    for (int i = 0; i < size; i++) {
      length += FORECAST_BYTES + Float.BYTES * (quantiles[slot(i)].length - matured(slot(i)));
    }
    return length;
  }

  /**
   * The most bytes that {@link #write} takes.
   *
   * @param length of a forecast: {@code horizon * quantiles}
   * @param modelLength bytes of a model's name and version
   */
  static long maxEncodedLength(int horizon, int maxPending, int length, int modelLength) {
    int stride = (horizon + maxPending - 1) / maxPending;
    int capacity = (horizon + stride - 1) / stride;
    long models = Math.min(capacity, Byte.MAX_VALUE);
    long forecastLength = FORECAST_BYTES + (long) Float.BYTES * length;
    return HEAD_BYTES + models * modelLength + capacity * forecastLength;
  }

  /** Writes everything that is needed to go on scoring elsewhere. */
  public void write(ByteBuffer target) {
    int length = quantiles.length == 0 ? 0 : quantiles[0].length;
    target.putInt(horizon).putInt(length).putInt(size);
    target.putLong(observed).putLong(observed - lastTaken).putFloat(lastActual).putDouble(changes);
    List<ScoredModel> written = pendingModels();
    target.put((byte) written.size());
    written.forEach(model -> model.write(target));
    for (int i = 0; i < size; i++) {
      int forecast = slot(i);
      target.put((byte) Math.max(0, written.indexOf(models[forecast])));
      target.putLong(cutoffs[forecast]).putInt((int) (observed - issuedAt[forecast]));
      target.putFloat(naive[forecast]).putDouble(scales[forecast]);
      for (int value = matured(forecast); value < length; value++) {
        target.putFloat(quantiles[forecast][value]);
      }
    }
  }

  /**
   * Takes over what another wrote. Forecasts of another horizon, or more or denser ones than are
   * kept now, are left out: they are scored no more.
   *
   * @param length of a forecast: {@code horizon * quantiles}
   */
  public void read(ByteBuffer source, int length) {
    boolean fitting = source.getInt() == horizon;
    int lengthThen = source.getInt();
    int sizeThen = source.getInt();
    fitting &= lengthThen == length && sizeThen <= capacity();
    observed = source.getLong();
    lastTaken = observed - source.getLong();
    lastActual = source.getFloat();
    changes = source.getDouble();
    List<ScoredModel> written = new ArrayList<>();
    for (int left = source.get(); left > 0; left--) {
      written.add(ScoredModel.read(source));
    }
    if (fitting && sizeThen > 0) {
      readForecasts(source, length, sizeThen, written);
    }
  }

  private void readForecasts(ByteBuffer source, int length, int count, List<ScoredModel> written) {
    makeRoom(length);
    for (int forecast = 0; forecast < count; forecast++) {
      models[forecast] = written.get(source.get());
      cutoffs[forecast] = source.getLong();
      issuedAt[forecast] = observed - source.getInt();
      naive[forecast] = source.getFloat();
      scales[forecast] = source.getDouble();
      Arrays.fill(quantiles[forecast], 0, matured(forecast), Float.NaN);
      for (int value = matured(forecast); value < length; value++) {
        quantiles[forecast][value] = source.getFloat();
      }
    }
    size = isSpaced(count) ? count : 0;
  }

  /** Whether they are as far apart as those that are taken now: the ring holds no more. */
  private boolean isSpaced(int count) {
    for (int forecast = 1; forecast < count; forecast++) {
      if (issuedAt[forecast] - issuedAt[forecast - 1] < stride) {
        return false;
      }
    }
    return true;
  }

  /** The models that pending forecasts are of, each once; hardly ever more than one or two. */
  private List<ScoredModel> pendingModels() {
    List<ScoredModel> distinct = new ArrayList<>(1);
    for (int i = 0; i < size; i++) {
      ScoredModel model = models[slot(i)];
      if (!distinct.contains(model) && distinct.size() < Byte.MAX_VALUE) {
        distinct.add(model);
      }
    }
    return distinct;
  }

  /** How many values of a forecast are of steps that have matured. */
  private int matured(int forecast) {
    return (int) (observed - issuedAt[forecast]) * (quantiles[forecast].length / horizon);
  }

  private int capacity() {
    return (horizon + stride - 1) / stride;
  }

  private void makeRoom(int length) {
    quantiles = new float[capacity()][length];
    models = new ScoredModel[capacity()];
    cutoffs = new long[capacity()];
    issuedAt = new long[capacity()];
    naive = new float[capacity()];
    scales = new double[capacity()];
  }

  private int slot(int index) {
    int slot = first + index;
    return slot < quantiles.length ? slot : slot - quantiles.length;
  }
}
