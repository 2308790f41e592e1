package dev.foretick.stream.score;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What is kept of a series that metrics may name. What is read again after a restart or a batch
 * that came to nothing never takes its newest value back to an older moment. One thread owns it.
 */
final class TrackedSeries {
  private static final int FIELDS = 3;

  private final List<Integer> steps;
  private final AccuracySums sums;

  /** Those that it has a window in, and those that the batch at hand has evicted it from. */
  private final Set<Integer> partitions = new HashSet<>();

  private final Set<Integer> evictedFrom = new HashSet<>();

  /** Shape [steps, lower yhat upper]. */
  private final float[] due;

  private float observed = Float.NaN;
  private long epochNanos = Long.MIN_VALUE;

  /** Whether it was elsewhere or nowhere since, and may have begun anew, at an earlier time. */
  private boolean wasAway;

  private boolean changed;
  private boolean here;
  private LiveSeries live = LiveSeries.UNKNOWN;

  TrackedSeries(ScoringPlan plan) {
    this.steps = plan.steps();
    this.sums = new AccuracySums(1, plan.intervals());
    this.due = new float[FIELDS * steps.size()];
    Arrays.fill(due, Float.NaN);
  }

  AccuracySums sums() {
    return sums;
  }

  /** The series has a window in a partition. */
  void enter(int partition) {
    partitions.add(partition);
    evictedFrom.remove(partition);
  }

  /** It has none there any more, unless the batch that says so comes to nothing. */
  void evict(int partition) {
    if (partitions.remove(partition)) {
      evictedFrom.add(partition);
      wasAway |= partitions.isEmpty();
    }
  }

  /** The partition is another member's. */
  void leave(int partition) {
    partitions.remove(partition);
    evictedFrom.remove(partition);
    wasAway |= partitions.isEmpty();
  }

  /** Whether it has a window anywhere, as {@link #keep} made final. */
  boolean isHere() {
    return here;
  }

  /** What another loop has shown goes on to be shown, if it is newer. */
  void takeOver(LiveSeries shown) {
    if (shown.epochNanos() > epochNanos) {
      show(shown);
      wasAway = true;
      changed = true;
    }
  }

  /** The newest value as it was written down. */
  void restored(float value, long time) {
    if (time > epochNanos) {
      take(value, time);
    } else {
      correct(value, time);
    }
  }

  /** A value that counted before is read again: if it is the newest, what is due is told next. */
  void replay(float value, long time) {
    if (time >= epochNanos) {
      take(value, time);
    }
  }

  /** A value came: if it is the newest, what is due is told next. */
  void observe(float value, long time) {
    if (time >= epochNanos || wasAway) {
      take(value, time);
      wasAway = false;
    }
  }

  /** The value of a moment was put right. */
  void correct(float value, long time) {
    if (time == epochNanos) {
      observed = value;
      changed = true;
    }
  }

  /** What was forecast so many steps before for a moment. */
  void due(long time, int step, float lower, float yhat, float upper) {
    int place = steps.indexOf(step);
    if (place >= 0 && time == epochNanos) {
      due(place, lower, yhat, upper);
    }
  }

  /** Makes all of it final; gives whether anything is new. */
  boolean keep() {
    evictedFrom.clear();
    boolean isNew = here == partitions.isEmpty();
    here = !partitions.isEmpty();
    if (isNew && !here) {
      sums.reset();
    }
    isNew |= sums.keep();
    isNew |= changed;
    if (isNew) {
      changed = false;
      live = new LiveSeries(sums.kept().all(), epochNanos, observed, dueNow());
    }
    return isNew;
  }

  /** Goes back to what {@link #keep} made final, but for partitions that are another member's. */
  void rollBack() {
    partitions.addAll(evictedFrom);
    evictedFrom.clear();
    sums.rollBack();
    changed = false;
    show(live);
  }

  /** Another model serves. */
  void reset() {
    sums.reset();
    changed = true;
  }

  /** What was final last. */
  LiveSeries live() {
    return live;
  }

  private void show(LiveSeries shown) {
    observed = (float) shown.observed();
    epochNanos = shown.epochNanos();
    for (int place = 0; place < steps.size(); place++) {
      LiveSeries.Due then = shown.due(place);
      due(place, (float) then.lower(), (float) then.yhat(), (float) then.upper());
    }
  }

  private void take(float value, long time) {
    observed = value;
    epochNanos = time;
    Arrays.fill(due, Float.NaN);
    changed = true;
  }

  private void due(int place, float lower, float yhat, float upper) {
    due[FIELDS * place] = lower;
    due[FIELDS * place + 1] = yhat;
    due[FIELDS * place + 2] = upper;
  }

  private List<LiveSeries.Due> dueNow() {
    return IntStream.range(0, steps.size())
        .mapToObj(
            place ->
                new LiveSeries.Due(
                    due[FIELDS * place], due[FIELDS * place + 1], due[FIELDS * place + 2]))
        .toList();
  }
}
