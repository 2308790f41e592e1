package dev.foretick.stream.score;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** What is kept of a series that metrics may name. One thread owns it. */
final class TrackedSeries {
  private static final int FIELDS = 3;

  private final List<Integer> steps;
  private final AccuracySums sums;
  private final Set<Integer> partitions = new HashSet<>();

  /** Shape [steps, lower yhat upper]. */
  private final float[] due;

  private float observed = Float.NaN;
  private long epochNanos = Long.MIN_VALUE;
  private boolean changed;
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
  }

  /** It has none there any more; gives whether it has none at all. */
  boolean leave(int partition) {
    partitions.remove(partition);
    return partitions.isEmpty();
  }

  /** Whether it has a window anywhere. */
  boolean isHere() {
    return !partitions.isEmpty();
  }

  /** A newer value came: what is due now is told next. */
  void observe(float value, long time) {
    observed = value;
    epochNanos = time;
    Arrays.fill(due, Float.NaN);
    changed = true;
  }

  /** The newest value was put right, or is all that is known. */
  void correct(float value) {
    observed = value;
    changed = true;
  }

  /** What was forecast so many steps before for the newest value. */
  void due(int step, float lower, float yhat, float upper) {
    int place = steps.indexOf(step);
    if (place >= 0) {
      due[FIELDS * place] = lower;
      due[FIELDS * place + 1] = yhat;
      due[FIELDS * place + 2] = upper;
    }
  }

  /** Makes all of it final; gives whether anything is new. */
  boolean keep() {
    boolean isNew = sums.keep();
    isNew |= changed;
    if (isNew) {
      changed = false;
      live = new LiveSeries(sums.kept().all(), epochNanos, observed, dueNow());
    }
    return isNew;
  }

  /** Goes back to what {@link #keep} made final. */
  void rollBack() {
    sums.rollBack();
    changed = false;
    observed = (float) live.observed();
    epochNanos = live.epochNanos();
    for (int place = 0; place < steps.size(); place++) {
      LiveSeries.Due then = live.due(place);
      due(steps.get(place), (float) then.lower(), (float) then.yhat(), (float) then.upper());
    }
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

  private List<LiveSeries.Due> dueNow() {
    return IntStream.range(0, steps.size())
        .mapToObj(
            place ->
                new LiveSeries.Due(
                    due[FIELDS * place], due[FIELDS * place + 1], due[FIELDS * place + 2]))
        .toList();
  }
}
