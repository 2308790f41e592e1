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
   * A ring of forecasts, the oldest first, in arrays that are made with the first forecast and stay; their values are
   * laid out by PendingShape. Step k of a forecast matures at the k-th observation after its cutoff, so the age of a
   * forecast is the number of observations since, and the oldest is always the first to be done.
   */
  /** Forecasts are counted on from 0 before their number is more than an int can say. */
  private static final int LAST_NUMBER = Integer.MAX_VALUE - 1;

  private final SeriesId series;
  private final @Nullable TrackedSeries tracked;
  private final PendingShape shape;

  /** Number of the oldest one, and its slot. */
  private int first;

  private int firstSlot;
  private int size;

  /** In units of the target, where {@link PendingShape} says; then naive and scale of each slot. */
  private float[] values = {};

  private ScoredModel[] models = {};
  private long[] cutoffs = {};

  /** The low bits of how many observations there had been. */
  private int[] issuedAt = {};

  private long observed;
  private long lastTaken;
  private float lastActual = Float.NaN;
  private double changes;

  /**
   * Starts without any.
   *
   * @param tracked what is kept of this series alone, if anything
   */
  PendingForecasts(SeriesId series, @Nullable TrackedSeries tracked, PendingShape shape) {
    this(series, tracked, shape, 0);
  }

  /**
   * Starts without any.
   *
   * @param first the number of the first forecast to come
   */
  PendingForecasts(
      SeriesId series, @Nullable TrackedSeries tracked, PendingShape shape, int first) {
    this.series = series;
    this.tracked = tracked;
    this.shape = shape;
    this.first = first;
    this.lastTaken = -shape.stride();
  }

  /** What is told of each step whose actual value has come. */
  interface Matured {
    /**
     * One step.
     *
     * @param slot of the forecast, for as long as the call lasts
     * @param place of the step's quantiles
     */
    void accept(PendingForecasts pending, int slot, int step, int place);
  }

  SeriesId series() {
    return series;
  }

  @Nullable TrackedSeries tracked() {
    return tracked;
  }

  /** The model that made a forecast, which may not be the one that serves by now. */
  ScoredModel model(int slot) {
    return models[slot];
  }

  /** Event time of the last observation that a forecast knows, in epoch nanoseconds. */
  long cutoff(int slot) {
    return cutoffs[slot];
  }

  /** The last value that a forecast knows. */
  float naive(int slot) {
    return values[shape.length() + 2 * slot];
  }

  /** The mean absolute change up to the cutoff; NaN before the second observation. */
  float scale(int slot) {
    return values[shape.length() + 2 * slot + 1];
  }

  /** A value by its place. */
  float value(int place) {
    return values[place];
  }

  /** The newest actual value; NaN before the first. */
  float lastActual() {
    return lastActual;
  }

  /** Takes in the next actual value. */
  void observe(float actual, Matured matured) {
    if (observed > 0) {
      changes += Math.abs(actual - (double) lastActual);
    }
    observed++;
    lastActual = actual;
    int slot = firstSlot;
    for (int number = first; number < first + size; number++) {
      int step = age(slot);
      matured.accept(this, slot, step, shape.place(number, step));
      slot = next(slot);
    }
    if (size > 0 && age(firstSlot) == shape.horizon()) {
      forgetFirst();
    }
  }

  /** The newest actual value was put right. */
  void correct(float actual) {
    lastActual = actual;
  }

  /** Whether a forecast issued now is one of those that are scored. */
  boolean isTaking() {
    return observed - lastTaken >= shape.stride();
  }

  /**
   * Takes in a forecast that follows the latest actual value.
   *
   * @param model that made it
   * @param forecast holds [horizon, quantiles] from {@code from} on
   */
  void issue(ScoredModel model, long cutoff, float[] forecast, int from) {
    if (values.length == 0) {
      makeRoom();
    } else if (first + size == LAST_NUMBER) {
      renumber();
    }
    int quantiles = shape.quantiles();
    int number = first + size;
    for (int step = 1; step <= shape.horizon(); step++) {
      int place = shape.place(number, step);
      int source = from + (step - 1) * quantiles;
      for (int quantile = 0; quantile < quantiles; quantile++) {
        values[place + quantile] = forecast[source + quantile];
      }
    }
    float scale = observed > 1 ? (float) (changes / (observed - 1)) : Float.NaN;
    add(model, cutoff, (int) observed, lastActual, scale);
    lastTaken = observed;
  }

  int size() {
    return size;
  }

  /** Shows each forecast that waits, the oldest first. */
  public void show(WaitingForecasts to) {
    int quantiles = shape.quantiles();
    int slot = firstSlot;
    for (int number = first; number < first + size; number++) {
      float[] shown = new float[shape.forecastLength()];
      int age = age(slot);
      Arrays.fill(shown, 0, age * quantiles, Float.NaN);
      for (int step = age + 1; step <= shape.horizon(); step++) {
        System.arraycopy(
            values, shape.place(number, step), shown, (step - 1) * quantiles, quantiles);
      }
      to.accept(age, cutoffs[slot], shown);
      slot = next(slot);
    }
  }

  /** How many steps wait. */
  int unscored() {
    int steps = 0;
    int slot = firstSlot;
    for (int i = 0; i < size; i++) {
      steps += shape.horizon() - age(slot);
      slot = next(slot);
    }
    return steps;
  }

  /** Bytes that {@link #write} takes. */
  public int encodedLength() {
    int length = WrittenForecasts.HEAD_BYTES + size * WrittenForecasts.FORECAST_BYTES;
    for (ScoredModel model : pendingModels()) {
      length += model.encodedLength();
    }
    return length + Float.BYTES * shape.quantiles() * unscored();
  }

  /** Writes everything that is needed to go on scoring elsewhere. */
  public void write(ByteBuffer target) {
    target.putInt(shape.horizon()).putInt(shape.forecastLength()).putInt(size);
    target.putLong(observed).putLong(observed - lastTaken).putFloat(lastActual).putDouble(changes);
    List<ScoredModel> written = pendingModels();
    target.put((byte) written.size());
    written.forEach(model -> model.write(target));
    int slot = firstSlot;
    for (int number = first; number < first + size; number++) {
      target.put((byte) Math.max(0, written.indexOf(models[slot])));
      target.putLong(cutoffs[slot]).putInt(age(slot));
      target.putFloat(naive(slot)).putDouble(scale(slot));
      for (int step = age(slot) + 1; step <= shape.horizon(); step++) {
        int place = shape.place(number, step);
        for (int quantile = 0; quantile < shape.quantiles(); quantile++) {
          target.putFloat(values[place + quantile]);
        }
      }
      slot = next(slot);
    }
  }

  /**
   * Takes over what another wrote. Forecasts of another horizon, or more or denser ones than are
   * kept now, are left out: they are scored no more.
   *
   * @param known gives the one object of each model
   * @return how many steps are left out
   */
  int read(ByteBuffer source, KnownModels known) {
    int horizonThen = source.getInt();
    int lengthThen = source.getInt();
    int sizeThen = source.getInt();
    observed = source.getLong();
    lastTaken = observed - source.getLong();
    lastActual = source.getFloat();
    changes = source.getDouble();
    List<ScoredModel> written = new ArrayList<>(1);
    for (int left = source.get(); left > 0; left--) {
      written.add(known.read(source));
    }
    if (sizeThen == 0) {
      return 0;
    } else if (horizonThen != shape.horizon()
        || lengthThen != shape.forecastLength()
        || WrittenForecasts.isDenser(source.slice(), sizeThen, shape)) {
      return WrittenForecasts.unscored(source, horizonThen, lengthThen, sizeThen);
    }
    makeRoom();
    for (int number = 0; number < sizeThen; number++) {
      readForecast(source, written);
    }
    return 0;
  }

  private void readForecast(ByteBuffer source, List<ScoredModel> written) {
    ScoredModel model = written.get(source.get());
    long cutoff = source.getLong();
    int age = source.getInt();
    float naive = source.getFloat();
    float scale = (float) source.getDouble();
    for (int step = age + 1; step <= shape.horizon(); step++) {
      int place = shape.place(first + size, step);
      for (int quantile = 0; quantile < shape.quantiles(); quantile++) {
        values[place + quantile] = source.getFloat();
      }
    }
    add(model, cutoff, (int) observed - age, naive, scale);
  }

  /** The models that pending forecasts are of, each once; hardly ever more than one or two. */
  private List<ScoredModel> pendingModels() {
    List<ScoredModel> distinct = new ArrayList<>(1);
    int slot = firstSlot;
    for (int i = 0; i < size; i++) {
      ScoredModel model = models[slot];
      if (!distinct.contains(model) && distinct.size() < Byte.MAX_VALUE) {
        distinct.add(model);
      }
      slot = next(slot);
    }
    return distinct;
  }

  private void add(ScoredModel model, long cutoff, int at, float naive, float scale) {
    int slot = firstSlot + size;
    slot -= slot < shape.capacity() ? 0 : shape.capacity();
    models[slot] = model;
    cutoffs[slot] = cutoff;
    issuedAt[slot] = at;
    values[shape.length() + 2 * slot] = naive;
    values[shape.length() + 2 * slot + 1] = scale;
    size++;
  }

  private void forgetFirst() {
    first++;
    firstSlot = next(firstSlot);
    size--;
  }

  /** How many observations there were since a forecast. */
  private int age(int slot) {
    return (int) observed - issuedAt[slot];
  }

  private int next(int slot) {
    return slot + 1 == shape.capacity() ? 0 : slot + 1;
  }

  private void makeRoom() {
    int capacity = shape.capacity();
    values = new float[shape.length() + 2 * capacity];
    models = new ScoredModel[capacity];
    cutoffs = new long[capacity];
    issuedAt = new int[capacity];
  }

  /** Moves the values to where they stand if the oldest forecast is number 0. */
  private void renumber() {
    PendingForecasts renumbered = new PendingForecasts(series, null, shape);
    ByteBuffer written = ByteBuffer.allocate(encodedLength());
    write(written);
    int leftOut = renumbered.read(written.flip(), new KnownModels());
    values = renumbered.values;
    models = renumbered.models;
    cutoffs = renumbered.cutoffs;
    issuedAt = renumbered.issuedAt;
    first = 0;
    firstSlot = 0;
    size = leftOut > 0 ? 0 : size;
  }
}
