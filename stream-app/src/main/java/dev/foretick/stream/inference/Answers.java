package dev.foretick.stream.inference;

import dev.foretick.common.series.ForecastStatus;
import java.util.Arrays;
import java.util.Objects;

/**
 * The forecasts of one poll, and which observation each answers. Not every observation is answered.
 * Filled anew for each poll; the loop's thread owns it.
 */
public final class Answers {
  private static final int NONE = -1;

  private final int length;
  private int arrivals;
  private int size;

  /** Row of the answer to each arrival, or {@link #NONE}. */
  private int[] rows = {};

  /** Shape [size, horizon, quantiles], in units of the target. */
  private float[] values = {};

  private ForecastStatus[] statuses = {};
  private String[] forecasters = {};

  /**
   * Makes it empty.
   *
   * @param length of one forecast: {@code horizon * quantiles}
   */
  Answers(int length) {
    this.length = length;
  }

  /** Forgets what it holds and makes room for the answers to so many observations. */
  void clear(int toArrivals) {
    arrivals = toArrivals;
    size = 0;
    if (arrivals > rows.length) {
      rows = new int[arrivals];
    }
    Arrays.fill(rows, 0, arrivals, NONE);
  }

  /** Makes room for the answer to one more observation. */
  void expect(int arrival) {
    if (arrival >= rows.length) {
      rows = Arrays.copyOf(rows, Math.max(16, 2 * arrival));
    }
    rows[arrival] = NONE;
    arrivals = arrival + 1;
  }

  public boolean isAnswered(int arrival) {
    return rows[Objects.checkIndex(arrival, arrivals)] != NONE;
  }

  public ForecastStatus status(int arrival) {
    return statuses[rowOf(arrival)];
  }

  /** Name of the forecaster that computed the answer. */
  public String forecaster(int arrival) {
    return forecasters[rowOf(arrival)];
  }

  /** The values of all answers, in units of the target; not copied. */
  public float[] values() {
    return values;
  }

  /** Where in {@link #values} the answer begins, shape [horizon, quantiles]. */
  public int from(int arrival) {
    return rowOf(arrival) * length;
  }

  /** Room for the values of so many answers, one behind the other: gives where it begins. */
  int reserve(int answers) {
    int from = size * length;
    size += answers;
    if (size > statuses.length) {
      int capacity = Math.max(size, 2 * statuses.length);
      values = Arrays.copyOf(values, Math.multiplyExact(capacity, length));
      statuses = Arrays.copyOf(statuses, capacity);
      forecasters = Arrays.copyOf(forecasters, capacity);
    }
    return from;
  }

  /** Says what the values at {@code from} are the answer to. */
  void put(int arrival, int from, ForecastStatus status, String forecaster) {
    int row = from / length;
    rows[arrival] = row;
    statuses[row] = status;
    forecasters[row] = forecaster;
  }

  /** Whether every value at {@code from} is finite, without which it must not be published. */
  boolean isFinite(int from) {
    for (int i = from; i < from + length; i++) {
      if (!Float.isFinite(values[i])) {
        return false;
      }
    }
    return true;
  }

  /** Fills the values of so many answers, from {@code from} on, with one value. */
  void fill(int from, int answers, float value) {
    Arrays.fill(values, from, from + answers * length, value);
  }

  int length() {
    return length;
  }

  private int rowOf(int arrival) {
    int row = rows[Objects.checkIndex(arrival, arrivals)];
    if (row == NONE) {
      throw new IllegalStateException("arrival %d is not answered".formatted(arrival));
    }
    return row;
  }
}
