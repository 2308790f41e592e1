package dev.foretick.stream.score;

import java.util.List;

/**
 * What is known of a series that metrics may name.
 *
 * @param accuracy over the whole horizon
 * @param epochNanos event time of its newest observation; {@link Long#MIN_VALUE} before the first
 * @param observed its newest target value
 * @param due what was forecast earlier for this observation, one for each step that metrics tell
 *     apart
 */
public record LiveSeries(StepAccuracy accuracy, long epochNanos, double observed, List<Due> due) {
  static final LiveSeries UNKNOWN =
      new LiveSeries(StepAccuracy.nothing(1), Long.MIN_VALUE, Double.NaN, List.of());

  public LiveSeries {
    due = List.copyOf(due);
  }

  /**
   * What was forecast for the newest observation, all NaN if there was no such forecast.
   *
   * @param lower bound of the widest prediction interval
   * @param upper bound of it
   */
  public record Due(double lower, double yhat, double upper) {
    static final Due NONE = new Due(Double.NaN, Double.NaN, Double.NaN);
  }

  /** What was forecast so many steps before, by its place among those that metrics tell apart. */
  Due due(int place) {
    return place < due.size() ? due.get(place) : Due.NONE;
  }

  /** What two scorers know; the newer one knows what is due. */
  LiveSeries plus(LiveSeries other) {
    LiveSeries newer = other.epochNanos > epochNanos ? other : this;
    return new LiveSeries(
        accuracy.plus(other.accuracy), newer.epochNanos, newer.observed, newer.due);
  }
}
