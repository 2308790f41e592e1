package dev.foretick.stream.watch;

import dev.foretick.common.series.ForecastStatus;
import dev.foretick.common.window.SlidingWindow;
import dev.foretick.stream.score.PendingForecasts;
import dev.foretick.stream.state.SeriesState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Begins a timeline with what is kept of a series: what was seen of it, its window, and those of
 * its earlier forecasts that wait for actual values. The loop's thread owns it.
 */
final class TimelineStart {
  /*
   * The window says what the observations are. What was seen of them says what was forecast, and goes further back than
   * a short window. The two end with the same observation; between them only the window may have more, which came out
   * of order or before anything was seen.
   */
  private final WatchShape shape;
  private final SlidingWindow window;
  private final int first;

  /** What was seen of each observation of the window, and of those before. */
  private final @Nullable Moment[] seen;

  private List<Moment> older = List.of();

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
    this.seen = new Moment[count];
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
   * @param before what was seen of it, up to its newest observation; null if nothing was
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
    Timeline timeline = start.timeline(id);
    ShownForecast forecast = before == null ? null : start.renumbered(before.forecast());
    if (forecast == null) {
      forecast = start.newest(model);
    }
    if (forecast != null) {
      timeline.show(forecast);
    }
    return timeline;
  }

  private void recall(Timeline before) {
    List<Moment> moments = before.since(0, Integer.MAX_VALUE);
    int last = moments.size() - 1;
    for (int i = times.length - 1; i >= 0 && last >= 0; i--) {
      Moment moment = moments.get(last);
      if (!window.hasTimes() || times[i] == moment.epochNanos()) {
        seen[i] = moment;
        said[i] = moment.said();
        times[i] = moment.epochNanos();
        last--;
      }
    }
    older = moments.subList(0, last + 1);
  }

  private void recall(int age, long cutoff, float[] values) {
    int at = times.length - 1 - age;
    if (at >= 0) {
      times[at] = times[at] == Moment.UNTIMED ? cutoff : times[at];
      // Steps that are done do not wait any more, but may have been seen.
      said[at] = WatchShape.completed(said[at], shape.said(values, 0));
      newest = shape.shown(values, 0);
      newestAt = at;
    }
  }

  private Timeline timeline(long id) {
    Timeline timeline = new Timeline(id, shape);
    for (Moment moment : older) {
      timeline.append(moment.epochNanos(), moment.values(), moment.said(), moment.due());
    }
    for (int i = 0; i < times.length; i++) {
      float[] values = new float[shape.channels()];
      for (int channel = 0; channel < values.length; channel++) {
        values[channel] = window.value(channel, first + i);
      }
      Moment known = seen[i];
      timeline.append(times[i], values, said[i], known == null ? null : known.due());
    }
    return timeline;
  }

  /** The forecast that was shown, by the number that its moment has now; null if it has none. */
  private @Nullable ShownForecast renumbered(@Nullable ShownForecast shown) {
    for (int i = times.length - 1; i >= 0 && shown != null; i--) {
      Moment moment = seen[i];
      if (moment != null && moment.number() == shown.after()) {
        return new ShownForecast(
            older.size() + i, shown.cutoff(), shown.status(), shown.forecaster(), shown.bounds());
      }
    }
    return null;
  }

  private @Nullable ShownForecast newest(String model) {
    float[] bounds = newest;
    return bounds == null
        ? null
        : new ShownForecast(
            older.size() + newestAt, times[newestAt], ForecastStatus.OK, model, bounds);
  }
}
