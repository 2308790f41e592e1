package dev.foretick.stream.score;

import dev.foretick.common.series.EpochNanos;
import dev.foretick.common.series.Score;
import dev.foretick.common.series.SeriesId;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Scores the forecasts of every series as their actual values come. Each score names the model that
 * made the forecast; the accuracy is of the model that serves. The loop's thread owns it; any
 * thread may read {@link #accuracy()}.
 */
public final class LiveScorer {
  private static final float[] NO_SEASONS = {};

  private final ScoringPlan plan;
  private final PendingShape shape;
  private final KnownModels models = new KnownModels();
  private final ScoreMeters meters;
  private final LastShown lastShown;
  private final Optional<ScoreSink> sink;
  private final AccuracySums sums;
  private final Map<SeriesId, TrackedSeries> tracked = new HashMap<>();
  private final PendingForecasts.Matured matured = this::score;
  private final PendingForecasts.Matured countedBefore = this::tellDue;
  private Runnable seriesChanged = () -> {};
  private ScoredModel model;
  private volatile LiveAccuracy accuracy = LiveAccuracy.NONE;

  /** The actual value at hand, and what was known a season and more before it. */
  private float actual;

  private long epochNanos;
  private float[] seasons = NO_SEASONS;
  private int seasonsFrom;

  /** What the batch at hand counts, until it is committed. */
  private long batchMatured;

  private long batchThinned;
  private long batchEvicted;

  /**
   * Scores the forecasts of one model.
   *
   * @param lastShown of the series that metrics may name, by whatever loop
   * @param sink where each score goes, if anywhere
   */
  public LiveScorer(
      String model,
      String modelVersion,
      ScoringPlan plan,
      ScoreMeters meters,
      LastShown lastShown,
      Optional<ScoreSink> sink) {
    this.model = models.of(new ScoredModel(model, modelVersion));
    this.plan = plan;
    this.shape = new PendingShape(plan.horizon(), plan.levels().count(), plan.maxPending());
    this.meters = meters;
    this.lastShown = lastShown;
    this.sink = sink;
    this.sums = new AccuracySums(plan.horizon(), plan.intervals());
  }

  /** Calls this after the tracked series of {@link #accuracy()} are others than before. */
  public void whenSeriesChange(Runnable action) {
    seriesChanged = action;
  }

  /** Forecasts issued from now on are of another model, whose accuracy starts anew. */
  public void serve(String name, String version) {
    model = models.of(new ScoredModel(name, version));
    sums.reset();
    tracked.values().forEach(TrackedSeries::reset);
    publish();
  }

  /** What a new series keeps. */
  public PendingForecasts newSeries(SeriesId series) {
    TrackedSeries own =
        plan.tracked().contains(series)
            ? tracked.computeIfAbsent(series, id -> new TrackedSeries(plan))
            : null;
    return new PendingForecasts(series, own, shape);
  }

  /**
   * A series is one of a partition from now on, new or as it was read back.
   *
   * @param newest event time of its newest actual value, if it has one
   */
  public void entered(PendingForecasts pending, int partition, long newest) {
    TrackedSeries own = pending.tracked();
    if (own != null) {
      own.enter(partition);
      own.takeOver(lastShown.of(pending.series()));
      if (Float.isFinite(pending.lastActual())) {
        own.restored(pending.lastActual(), newest);
      }
    }
  }

  /** A series is forgotten, and its forecasts are scored no more. */
  public void evicted(PendingForecasts pending, int partition) {
    batchEvicted += pending.unscored();
    TrackedSeries own = pending.tracked();
    if (own != null) {
      own.evict(partition);
    }
  }

  /** A series that was read back had been forgotten before, when its forecasts expired. */
  public void withdrawn(PendingForecasts pending, int partition) {
    TrackedSeries own = pending.tracked();
    if (own != null) {
      own.leave(partition);
    }
  }

  /** A partition is another member's. */
  public void left(int partition) {
    tracked.values().forEach(own -> own.leave(partition));
  }

  /** The most bytes that the pending forecasts of a series are written down in. */
  public static long maxEncodedLength(
      String model, String modelVersion, int quantiles, int horizon, int maxPending) {
    return WrittenForecasts.maxLength(
        horizon,
        maxPending,
        horizon * quantiles,
        new ScoredModel(model, modelVersion).encodedLength());
  }

  /** What seasonal naive forecasts have to be known for. */
  public SeasonLags season() {
    return plan.season();
  }

  /** Scores every step that this actual value was forecast by, where there is no season. */
  public void observe(PendingForecasts pending, float value, long time) {
    observe(pending, value, time, NO_SEASONS, 0);
  }

  /**
   * Scores every step that this actual value was forecast by.
   *
   * @param before holds the values that {@link #season()} asks for, from {@code from} on
   */
  public void observe(PendingForecasts pending, float value, long time, float[] before, int from) {
    prepare(value, time);
    TrackedSeries own = pending.tracked();
    if (own != null) {
      own.observe(value, time);
    }
    seasons = before;
    seasonsFrom = from;
    pending.observe(value, matured);
  }

  /** The newest actual value of a series was put right; what it has proven stays so. */
  public void correct(PendingForecasts pending, float value, long time) {
    pending.correct(value);
    TrackedSeries own = pending.tracked();
    if (own != null) {
      own.correct(value, time);
    }
  }

  /** Whether a forecast issued now would be scored. */
  public boolean isTaking(PendingForecasts pending) {
    return pending.isTaking();
  }

  /** A forecast of the model is not issued, as there are enough. */
  public void pass() {
    batchThinned += plan.horizon();
  }

  /**
   * Keeps a forecast of the model until its actual values come.
   *
   * @param values holds the forecast, shape [horizon, quantiles], from {@code from} on
   */
  public void issue(PendingForecasts pending, long cutoff, float[] values, int from) {
    pending.issue(model, cutoff, values, from);
  }

  /** Takes in an actual value whose scores were counted before a restart. */
  public void replay(PendingForecasts pending, float value, long time) {
    prepare(value, time);
    TrackedSeries own = pending.tracked();
    if (own != null) {
      own.replay(value, time);
    }
    pending.observe(value, countedBefore);
  }

  /** Takes over the pending forecasts that another scorer wrote. */
  public void read(PendingForecasts pending, ByteBuffer source) {
    batchThinned += pending.read(source, models);
  }

  /** Forgets what was scored since {@link #publish}: it is scored once more. */
  public void rollBack() {
    batchMatured = 0;
    batchThinned = 0;
    batchEvicted = 0;
    sums.rollBack();
    tracked.values().forEach(TrackedSeries::rollBack);
  }

  /** Makes what was scored so far final, and visible to other threads. */
  public void publish() {
    meters.matured(batchMatured);
    meters.thinned(batchThinned);
    meters.evicted(batchEvicted);
    batchMatured = 0;
    batchThinned = 0;
    batchEvicted = 0;
    boolean isNew = sums.keep();
    for (TrackedSeries series : tracked.values()) {
      isNew |= series.keep();
    }
    if (isNew) {
      publishAccuracy();
    }
  }

  public LiveAccuracy accuracy() {
    return accuracy;
  }

  private void publishAccuracy() {
    Map<SeriesId, LiveSeries> series = new HashMap<>();
    tracked.forEach(
        (id, own) -> {
          if (own.isHere()) {
            series.put(id, own.live());
            lastShown.show(id, own.live());
          }
        });
    LiveAccuracy before = accuracy;
    accuracy = new LiveAccuracy(List.of(sums.kept()), series);
    if (!before.series().keySet().equals(series.keySet())) {
      seriesChanged.run();
    }
  }

  private void prepare(float value, long time) {
    actual = value;
    epochNanos = time;
  }

  private void tellDue(PendingForecasts pending, int slot, int step, int place) {
    TrackedSeries own = pending.tracked();
    if (own != null) {
      int last = place + shape.quantiles() - 1;
      own.due(
          epochNanos,
          step,
          pending.value(place),
          pending.value(place + plan.levels().medianIndex()),
          pending.value(last));
    }
  }

  private void score(PendingForecasts pending, int slot, int step, int place) {
    batchMatured++;
    ScoredModel of = pending.model(slot);
    if (of.equals(model)) {
      TrackedSeries own = pending.tracked();
      add(sums, step - 1, pending, slot, step, place);
      if (own != null) {
        add(own.sums(), 0, pending, slot, step, place);
      }
    }
    tellDue(pending, slot, step, place);
    if (sink.isPresent()) {
      sink.get().accept(toScore(of, pending, slot, step, place));
    }
  }

  private void add(
      AccuracySums to, int row, PendingForecasts pending, int slot, int step, int place) {
    float yhat = pending.value(place + plan.levels().medianIndex());
    to.add(row, actual, yhat, pending.naive(slot), seasonal(step), pending.scale(slot));
    int last = shape.quantiles() - 1;
    for (int interval = 0; interval < plan.intervals(); interval++) {
      if (pending.value(place + interval) <= actual
          && actual <= pending.value(place + last - interval)) {
        to.covered(row, interval);
      }
    }
  }

  private float seasonal(int step) {
    return plan.season().isNone() ? Float.NaN : seasons[seasonsFrom + plan.season().season(step)];
  }

  private Score toScore(ScoredModel of, PendingForecasts pending, int slot, int step, int place) {
    return new Score(
        pending.series(),
        EpochNanos.toInstant(epochNanos),
        EpochNanos.toInstant(pending.cutoff(slot)),
        step,
        of.name(),
        of.version(),
        actual,
        pending.value(place + plan.levels().medianIndex()),
        pending.value(place),
        pending.value(place + shape.quantiles() - 1),
        pending.naive(slot),
        pending.scale(slot));
  }
}
