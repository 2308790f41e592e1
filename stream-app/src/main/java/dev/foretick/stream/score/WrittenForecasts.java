package dev.foretick.stream.score;

import java.nio.ByteBuffer;

/** What {@link PendingForecasts} look like when they are written down. */
final class WrittenForecasts {
  /*
   *   int horizon, int horizon * quantiles, int count, long observations, long observations since one was taken in,
   *   float newest actual value, double sum of the changes, byte models, then each model
   *   then forecasts, the oldest first, each: byte model, long cutoff, int age, float naive, double scale, floats of
   *   shape [horizon - age, quantiles]
   */
  static final int HEAD_BYTES =
      3 * Integer.BYTES + 2 * Long.BYTES + Float.BYTES + Double.BYTES + Byte.BYTES;
  static final int FORECAST_BYTES =
      Byte.BYTES + Long.BYTES + Integer.BYTES + Float.BYTES + Double.BYTES;

  private WrittenForecasts() {}

  /**
   * The most bytes that {@link PendingForecasts#write} takes.
   *
   * @param length of a forecast: {@code horizon * quantiles}
   * @param modelLength bytes of a model's name and version
   */
  static long maxLength(int horizon, int maxPending, int length, int modelLength) {
    int capacity = PendingShape.capacity(horizon, maxPending);
    long models = Math.min(capacity, Byte.MAX_VALUE);
    long forecastLength = FORECAST_BYTES + (long) Float.BYTES * length;
    return HEAD_BYTES + models * modelLength + capacity * forecastLength;
  }

  /** Whether forecasts are closer together than those that are taken now: no ring holds them. */
  static boolean isDenser(ByteBuffer forecasts, int count, PendingShape shape) {
    int before = Integer.MAX_VALUE;
    for (int forecast = 0; forecast < count; forecast++) {
      int age = skip(forecasts, shape.horizon(), shape.forecastLength());
      if (before != Integer.MAX_VALUE && before - age < shape.stride()) {
        return true;
      }
      before = age;
    }
    return false;
  }

  /** How many steps of forecasts wait. */
  static int unscored(ByteBuffer forecasts, int horizon, int length, int count) {
    if (horizon < 1) {
      throw new IllegalArgumentException("horizon: %d (expected: > 0)".formatted(horizon));
    }
    int steps = 0;
    for (int forecast = 0; forecast < count; forecast++) {
      steps += horizon - skip(forecasts, horizon, length);
    }
    return steps;
  }

  /** Skips a forecast, and gives its age. */
  private static int skip(ByteBuffer forecasts, int horizon, int length) {
    int at = forecasts.position();
    int age = forecasts.getInt(at + Byte.BYTES + Long.BYTES);
    if (age < 0 || age >= horizon) {
      throw new IllegalArgumentException("age: %d (expected: 0 to %d)".formatted(age, horizon - 1));
    }
    forecasts.position(at + FORECAST_BYTES + Float.BYTES * (horizon - age) * (length / horizon));
    return age;
  }
}
