package dev.foretick.stream.score;

import dev.foretick.common.series.EpochNanos;
import dev.foretick.common.series.Observation;
import dev.foretick.common.series.Score;
import dev.foretick.common.series.SeriesId;
import dev.foretick.model.forecaster.QuantileForecasts;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Scores each step of each forecast once, when its actual value arrives: the k-th observation after
 * the cutoff answers step k. The loop thread owns it and calls it in the order of the log; any
 * thread may read {@link #accuracy}.
 */
public final class LiveScorer {
  private static final long SNAPSHOT_INTERVAL_NANOS = 100_000_000;

  private final String model;
  private final String modelVersion;
  private final int horizon;
  private final LongSupplier nanoTicker;
  private final StepTally[] tallies;
  private volatile LiveAccuracy accuracy;
  private long snapshotAt;

  /**
   * Starts with nothing scored.
   *
   * @param nanoTicker a monotonic clock in nanoseconds
   */
  public LiveScorer(String model, String modelVersion, int horizon, LongSupplier nanoTicker) {
    this.model = model;
    this.modelVersion = modelVersion;
    this.horizon = horizon;
    this.nanoTicker = nanoTicker;
    this.tallies = Stream.generate(StepTally::new).limit(horizon).toArray(StepTally[]::new);
    this.accuracy = snapshot();
    this.snapshotAt = nanoTicker.getAsLong();
  }

  /** The waiting forecasts of a new series. */
  public PendingForecasts newSeries() {
    return new PendingForecasts(horizon);
  }

  /**
   * Scores the forecasts that this observation answers.
   *
   * @param sink takes each score
   */
  public void onObservation(
      PendingForecasts pending, Observation observation, Consumer<Score> sink) {
    double scale = pending.meanAbsoluteChange();
    float actual = (float) observation.target();
    pending.observe(actual);
    for (int step = 1; step <= horizon; step++) {
      if (pending.isDue(step)) {
        Score score = score(pending, step, observation.series(), observation.time(), actual, scale);
        tallies[step - 1].add(score);
        sink.accept(score);
      }
    }
  }

  /**
   * Keeps the model's forecast until its actual values arrive.
   *
   * @param cutoff event time of the newest observation, epoch nanoseconds
   * @param row of the batch
   * @param naive what repeating the last value says
   */
  public void onForecast(
      PendingForecasts pending, long cutoff, QuantileForecasts forecasts, int row, float naive) {
    pending.remember(cutoff, forecasts, row, naive);
  }

  /** Lets readers see what the batch added, a few times a second at most. */
  public void endBatch() {
    long now = nanoTicker.getAsLong();
    if (now - snapshotAt >= SNAPSHOT_INTERVAL_NANOS) {
      snapshotAt = now;
      accuracy = snapshot();
    }
  }

  /** Lets readers see everything. */
  public void close() {
    accuracy = snapshot();
  }

  /** How the forecasts have turned out, as of a moment ago. */
  public LiveAccuracy accuracy() {
    return accuracy;
  }

  private Score score(
      PendingForecasts pending,
      int step,
      SeriesId series,
      Instant time,
      float actual,
      double scale) {
    return new Score(
        series,
        time,
        EpochNanos.toInstant(pending.cutoff(step)),
        step,
        model,
        modelVersion,
        actual,
        pending.value(step, PendingForecasts.YHAT),
        pending.value(step, PendingForecasts.LOWER),
        pending.value(step, PendingForecasts.UPPER),
        pending.naive(step),
        scale);
  }

  private LiveAccuracy snapshot() {
    StepTally overall = new StepTally();
    Arrays.stream(tallies).forEach(overall::add);
    return new LiveAccuracy(
        overall.accuracy(), Arrays.stream(tallies).map(StepTally::accuracy).toList());
  }
}
