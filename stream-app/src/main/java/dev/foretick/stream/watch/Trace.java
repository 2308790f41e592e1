package dev.foretick.stream.watch;

import dev.foretick.stream.inference.Answers;
import dev.foretick.stream.state.Arrivals;
import dev.foretick.stream.state.Outcome;
import dev.foretick.stream.state.SeriesState;
import dev.foretick.stream.state.SeriesStore;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is told of one series that is watched, or kept for whoever comes. The loop's thread owns all
 * but the timeline.
 */
final class Trace {
  private final byte[] key;
  private final WatchShape shape;
  private final LongSupplier timelineIds;
  private boolean watched;

  /** What the timeline is of. */
  private @Nullable SeriesState known;

  /** What the batch at hand has told of it before its window was looked at; not shown. */
  private @Nullable Timeline begun;

  /** Whether the window is not what the timeline says; put right as soon as somebody watches. */
  private boolean revised;

  private volatile @Nullable Timeline timeline;

  /**
   * Knows nothing yet.
   *
   * @param key the series id in UTF-8; not copied
   */
  Trace(byte[] key, WatchShape shape, LongSupplier timelineIds) {
    this.key = key;
    this.shape = shape;
    this.timelineIds = timelineIds;
  }

  /** The series id in UTF-8; not copied. */
  byte[] key() {
    return key;
  }

  /** What there is to see; null if the loop does not have the series. */
  @Nullable Timeline timeline() {
    return timeline;
  }

  boolean isWatched() {
    return watched;
  }

  /** Somebody watches, or nobody does: then it begins only with what comes. */
  void watched(boolean value) {
    watched = value;
  }

  /** Goes on where another one of the series stands, which is not told anything more. */
  void takeOver(Trace other) {
    known = other.known;
    begun = other.begun;
    revised = other.revised;
    timeline = other.timeline;
  }

  /**
   * Looks for the series between two batches. One that was read back, or forgotten and begun anew,
   * is another: so whatever a batch did that was not committed is gone from the timeline.
   *
   * @return whether there is anything to tell
   */
  boolean find(SeriesStore store, String model) {
    SeriesState found = known != null || watched ? store.lookup().find(key) : null;
    if (found == null || (found != known && !watched)) {
      known = null;
      timeline = null;
    } else if (found != known) {
      known = found;
      revised = false;
      timeline = start(found, null, model);
    } else if (begun != null || (revised && watched)) {
      timeline = start(found, begun != null ? begun : timeline, model);
      revised = false;
    }
    begun = null;
    return known != null;
  }

  /** The series has taken in an arrival, which is answered or not. */
  void observed(Arrivals arrivals, int arrival, SeriesState of, Answers answers) {
    if (arrivals.isReplayed(arrival)) {
      known = null; // Nobody is told what is read again: begun anew, if at all, by the window.
      return;
    }
    if (of != known) {
      known = of;
      revised = false;
      begun = new Timeline(timelineIds.getAsLong(), shape);
    }
    Timeline to = begun != null ? begun : Objects.requireNonNull(timeline);
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

  private Timeline start(SeriesState of, @Nullable Timeline before, String model) {
    return TimelineStart.of(of, before, timelineIds.getAsLong(), shape, model);
  }

  private float[] values(Arrivals arrivals, int arrival) {
    float[] values = new float[shape.channels()];
    for (int channel = 0; channel < values.length; channel++) {
      values[channel] = arrivals.value(arrival, channel);
    }
    return values;
  }
}
