package dev.foretick.stream.score;

import dev.foretick.common.series.EpochNanos;
import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.series.Score;
import dev.foretick.common.series.SeriesId;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Scores the forecasts of every series as their actual values come. Each score names the model that
 * made the forecast; the accuracy is of the model that serves. The loop's thread owns it; any
 * thread may read {@link #accuracy()}.
 */
public final class LiveScorer {
  private static final PendingForecasts.Matured COUNTED_BEFORE =
      (pending, forecast, step, actual, epochNanos) -> {};

  private ScoredModel model;
  private final QuantileLevels levels;
  private final int horizon;
  private final int maxPending;
  private final Optional<ScoreSink> sink;
  private final RunningAccuracy firstStep = new RunningAccuracy();
  private final RunningAccuracy allSteps = new RunningAccuracy();
  private final Map<SeriesId, RunningAccuracy> tracked = new HashMap<>();
  private final PendingForecasts.Matured matured = this::score;
  private volatile LiveAccuracy accuracy = LiveAccuracy.NONE;

  /**
   * Scores the forecasts of one model.
   *
   * @param maxPending the most forecasts of a series that wait for their actual values
   * @param trackedSeries series whose own accuracy is kept as well
   * @param sink where each score goes, if anywhere
   */
  public LiveScorer(
      String model,
      String modelVersion,
      QuantileLevels levels,
      int horizon,
      int maxPending,
      Set<SeriesId> trackedSeries,
      Optional<ScoreSink> sink) {
    this.model = new ScoredModel(model, modelVersion);
    this.levels = levels;
    this.horizon = horizon;
    this.maxPending = maxPending;
    this.sink = sink;
    trackedSeries.forEach(series -> tracked.put(series, new RunningAccuracy()));
  }

  /** Forecasts issued from now on are of another model, whose accuracy starts anew. */
  public void serve(String name, String version) {
    model = new ScoredModel(name, version);
    firstStep.reset();
    allSteps.reset();
    tracked.values().forEach(RunningAccuracy::reset);
    publishAccuracy();
  }

  /** What a new series keeps. */
  public PendingForecasts newSeries(SeriesId series) {
    return new PendingForecasts(series, tracked.get(series), horizon, maxPending);
  }

  /** The most bytes that the pending forecasts of a series are written down in. */
  public static long maxEncodedLength(
      String model, String modelVersion, int quantiles, int horizon, int maxPending) {
    return PendingForecasts.maxEncodedLength(
        horizon,
        maxPending,
        horizon * quantiles,
        new ScoredModel(model, modelVersion).encodedLength());
  }

  /** Scores every step that this actual value was forecast by. */
  public void observe(PendingForecasts pending, float actual, long epochNanos) {
    pending.observe(actual, epochNanos, matured);
  }

  /** Whether a forecast issued now would be scored. */
  public boolean isTaking(PendingForecasts pending) {
    return pending.isTaking();
  }

  /**
   * Keeps a forecast of the model until its actual values come.
   *
   * @param values holds the forecast, shape [horizon, quantiles], from {@code from} on
   */
  public void issue(PendingForecasts pending, long cutoff, float[] values, int from) {
    pending.issue(model, cutoff, values, from, horizon * levels.count());
  }

  /** Takes in an actual value whose scores were counted before a restart. */
  public void replay(PendingForecasts pending, float actual, long epochNanos) {
    pending.observe(actual, epochNanos, COUNTED_BEFORE);
  }

  /** Takes over the pending forecasts that another scorer wrote. */
  public void read(PendingForecasts pending, ByteBuffer source) {
    pending.read(source, horizon * levels.count());
  }

  /** Forgets what was scored since {@link #publishAccuracy}: it is scored once more. */
  public void rollBack() {
    firstStep.rollBack();
    allSteps.rollBack();
    tracked.values().forEach(RunningAccuracy::rollBack);
  }

  /** Makes what was scored so far final, and visible to other threads. */
  public void publishAccuracy() {
    firstStep.keep();
    allSteps.keep();
    tracked.values().forEach(RunningAccuracy::keep);
    Map<SeriesId, StepAccuracy> series = new HashMap<>();
    tracked.forEach((id, running) -> series.put(id, running.snapshot()));
    accuracy = new LiveAccuracy(firstStep.snapshot(), allSteps.snapshot(), series);
  }

  public LiveAccuracy accuracy() {
    return accuracy;
  }

  private void score(
      PendingForecasts pending, int forecast, int step, float actual, long epochNanos) {
    int from = (step - 1) * levels.count();
    float yhat = pending.value(forecast, from + levels.medianIndex());
    float lower = pending.value(forecast, from);
    float upper = pending.value(forecast, from + levels.count() - 1);
    float naive = pending.naive(forecast);
    double scale = pending.scale(forecast);
    ScoredModel of = pending.model(forecast);
    if (of.equals(model)) {
      allSteps.add(actual, yhat, lower, upper, naive, scale);
      if (step == 1) {
        firstStep.add(actual, yhat, lower, upper, naive, scale);
      }
      RunningAccuracy own = pending.own();
      if (own != null) {
        own.add(actual, yhat, lower, upper, naive, scale);
      }
    }
    if (sink.isPresent()) {
      sink.get()
          .accept(
              new Score(
                  pending.series(),
                  EpochNanos.toInstant(epochNanos),
                  EpochNanos.toInstant(pending.cutoff(forecast)),
                  step,
                  of.name(),
                  of.version(),
                  actual,
                  yhat,
                  lower,
                  upper,
                  naive,
                  scale));
    }
  }
}
