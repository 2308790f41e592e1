package dev.foretick.stream.watch;

import dev.foretick.stream.inference.Answers;
import dev.foretick.stream.state.Arrivals;
import dev.foretick.stream.state.Outcome;
import dev.foretick.stream.state.SeriesState;
import dev.foretick.stream.state.SeriesStore;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is told of one series that somebody watches. The loop's thread owns all but the timeline.
 */
final class Trace {
  private final WatchedSeries series;
  private final WatchShape shape;
  private final LongSupplier timelineIds;

  /** What the timeline is of. */
  private @Nullable SeriesState known;

  private boolean revised;
  private volatile @Nullable Timeline timeline;

  Trace(WatchedSeries series, WatchShape shape, LongSupplier timelineIds) {
    this.series = series;
    this.shape = shape;
    this.timelineIds = timelineIds;
  }

  WatchedSeries series() {
    return series;
  }

  /** What there is to see; null if the loop does not have the series. */
  @Nullable Timeline timeline() {
    return timeline;
  }

  /**
   * Looks for the series between two batches. One that was read back, or forgotten and begun anew,
   * is another: so whatever a batch did that was not committed is gone from the timeline.
   */
  void find(SeriesStore store, String model) {
    SeriesState found = store.lookup().find(series.key());
    if (found == null) {
      timeline = null;
    } else if (found != known || revised) {
      Timeline before = found == known ? timeline : null;
      timeline = TimelineStart.of(found, before, timelineIds.getAsLong(), shape, model);
    }
    known = found;
    revised = false;
  }

  /** The series has taken in an arrival, which is answered or not. */
  void observed(Arrivals arrivals, int arrival, SeriesState of, Answers answers) {
    Timeline to = timeline;
    if (of != known || to == null) {
      return; // Found before the next batch.
    }
    boolean isAnswered = answers.isAnswered(arrival);
    if (arrivals.outcome(arrival) == Outcome.REVISED) {
      revised = true;
    } else {
      float[] said = isAnswered ? shape.said(answers.values(), answers.from(arrival)) : null;
      to.append(arrivals.time(arrival), values(arrivals, arrival), said);
    }
    if (isAnswered) {
      to.show(
          new ShownForecast(
              to.next() - 1,
              arrivals.cutoff(arrival),
              answers.status(arrival),
              answers.forecaster(arrival),
              shape.shown(answers.values(), answers.from(arrival))));
    }
  }

  private float[] values(Arrivals arrivals, int arrival) {
    float[] values = new float[shape.channels()];
    for (int channel = 0; channel < values.length; channel++) {
      values[channel] = arrivals.value(arrival, channel);
    }
    return values;
  }
}
