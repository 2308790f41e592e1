package dev.foretick.stream.watch;

import dev.foretick.common.series.ForecastStatus;
import dev.foretick.common.window.SlidingWindow;
import dev.foretick.stream.score.PendingForecasts;
import dev.foretick.stream.state.SeriesState;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Begins a timeline with what is kept of a series: its window, and those of its earlier forecasts
 * that wait for actual values. The loop's thread owns it.
 */
final class TimelineStart {
  private final WatchShape shape;
  private final SlidingWindow window;
  private final int first;

  /** What the forecast after each moment said, and when that was, as far as it is known. */
  private final float[] @Nullable [] said;

  private final long[] times;
  private float @Nullable [] newest;
  private int newestAt;

  private TimelineStart(WatchShape shape, SlidingWindow window) {
    this.shape = shape;
    this.window = window;
    this.first = Math.max(0, window.size() - shape.past());
    int count = window.size() - first;
    this.said = new float[count][];
    this.times = new long[count];
    for (int i = 0; i < count; i++) {
      times[i] = window.hasTimes() ? window.time(first + i) : Moment.UNTIMED;
    }
    if (count > 0) {
      times[count - 1] = window.lastTime();
    }
  }

  /**
   * The timeline of a series as it stands now.
   *
   * @param before what was seen of it; null if nothing was
   * @param model what is taken to have made the forecasts that wait
   */
  static Timeline of(
      SeriesState series, @Nullable Timeline before, long id, WatchShape shape, String model) {
    TimelineStart start = new TimelineStart(shape, series.window());
    if (before != null) {
      start.recall(before);
    }
    PendingForecasts pending = series.pending();
    if (pending != null) {
      pending.show(start::recall);
    }
    return start.timeline(id, model);
  }

  private void recall(Timeline before) {
    Map<Long, Moment> seen = new HashMap<>();
    before.since(0, Timeline.CAPACITY).forEach(moment -> seen.put(moment.epochNanos(), moment));
    for (int i = 0; i < times.length; i++) {
      Moment moment = times[i] == Moment.UNTIMED ? null : seen.get(times[i]);
      if (moment != null) {
        said[i] = moment.said();
      }
    }
  }

  private void recall(int age, long cutoff, float[] values) {
    int at = times.length - 1 - age;
    if (at >= 0) {
      times[at] = times[at] == Moment.UNTIMED ? cutoff : times[at];
      said[at] = completed(shape.said(values, 0), said[at]);
      newest = shape.shown(values, 0);
      newestAt = at;
    }
  }

  /** Steps that are done do not wait any more, but may have been seen. */
  private static float[] completed(float[] waiting, float @Nullable [] seen) {
    if (seen != null) {
      for (int i = 0; i < waiting.length; i++) {
        waiting[i] = Float.isNaN(waiting[i]) ? seen[i] : waiting[i];
      }
    }
    return waiting;
  }

  private Timeline timeline(long id, String model) {
    Timeline timeline = new Timeline(id, shape);
    for (int i = 0; i < times.length; i++) {
      float[] values = new float[shape.channels()];
      for (int channel = 0; channel < values.length; channel++) {
        values[channel] = window.value(channel, first + i);
      }
      timeline.append(times[i], values, said[i]);
    }
    if (newest != null) {
      timeline.show(new ShownForecast(newestAt, times[newestAt], ForecastStatus.OK, model, newest));
    }
    return timeline;
  }
}
