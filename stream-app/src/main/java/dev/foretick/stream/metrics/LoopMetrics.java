package dev.foretick.stream.metrics;

import dev.foretick.common.series.ForecastStatus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a loop tells the world about its work. Loops share all meters; each sets its own part of the
 * gauges. The loop's thread owns it, but for what acknowledgements tell.
 */
public final class LoopMetrics {
  private final Counter consumed;
  private final Counter late;
  private final Counter duplicate;
  private final Counter offSession;
  private final Counter dead;
  private final Counter snapshots;
  private final Counter snapshotsRead;
  private final Counter replayed;
  private final Counter aborted;
  private final Counter evictedIdle;
  private final Counter evictedCap;
  private final Counter runtimeFailures;
  private final Timer latency;
  private final Timer restore;
  private final DistributionSummary batchSize;
  private final Map<ForecastStatus, Counter> published = new EnumMap<>(ForecastStatus.class);
  private final Map<Stage, Timer> stages = new EnumMap<>(Stage.class);
  private final MeterRegistry registry;
  private final SummedGauge allSeries;
  private final SummedGauge allLag;
  private final SummedGauge allRestoring;
  private final AtomicLong seriesActive;
  private final AtomicLong lag;
  private final AtomicLong restoring;

  /** What the batch at hand counts, until it is committed. */
  private int batchConsumed;

  private int batchLate;
  private int batchDuplicate;
  private int batchOffSession;
  private int batchDead;
  private int batchSnapshots;

  /** The metrics of the only or the first loop of a registry. */
  public LoopMetrics(MeterRegistry registry) {
    this(registry, new SummedGauge(), new SummedGauge(), new SummedGauge());
    Meters.SERIES_ACTIVE.gauge(registry, allSeries::sum);
    Meters.CONSUMER_LAG.gauge(registry, allLag::sum);
    Meters.STATE_RESTORING.gauge(registry, allRestoring::sum);
  }

  private LoopMetrics(
      MeterRegistry registry, SummedGauge allSeries, SummedGauge allLag, SummedGauge allRestoring) {
    this.registry = registry;
    this.allSeries = allSeries;
    this.allLag = allLag;
    this.allRestoring = allRestoring;
    seriesActive = allSeries.part();
    lag = allLag.part();
    restoring = allRestoring.part();
    consumed = Meters.RECORDS_CONSUMED.counter(registry);
    late = Meters.RECORDS_LATE.counter(registry);
    duplicate = Meters.RECORDS_DUPLICATE.counter(registry);
    offSession = Meters.RECORDS_OFF_SESSION.counter(registry);
    dead = Meters.RECORDS_DEAD.counter(registry);
    snapshots = Meters.STATE_SNAPSHOTS.counter(registry);
    snapshotsRead = Meters.STATE_SNAPSHOTS_READ.counter(registry);
    replayed = Meters.STATE_REPLAYED.counter(registry);
    aborted = Meters.BATCHES_ABORTED.counter(registry);
    evictedIdle = Meters.SERIES_EVICTED.counter(registry, "idle");
    evictedCap = Meters.SERIES_EVICTED.counter(registry, "cap");
    runtimeFailures = Meters.RUNTIME_FAILURES.counter(registry);
    latency = Meters.LATENCY.timer(registry);
    restore = Meters.STATE_RESTORE.timer(registry);
    batchSize = Meters.BATCH_SIZE.summary(registry);
    for (ForecastStatus status : ForecastStatus.values()) {
      published.put(status, Meters.FORECASTS_PUBLISHED.counter(registry, status.wireName()));
    }
    for (Stage stage : Stage.values()) {
      stages.put(stage, Meters.STAGE.timer(registry, stage.tag()));
    }
  }

  /** The metrics of a further loop of the same registry. */
  public LoopMetrics further() {
    return new LoopMetrics(registry, allSeries, allLag, allRestoring);
  }

  /** The batch at hand holds so many records that were not answered before. */
  public void consumed(int records) {
    batchConsumed += records;
  }

  /** An observation of the batch at hand came too late. */
  public void late() {
    batchLate++;
  }

  /** An observation of the batch at hand is of an event time that its series knows. */
  public void duplicate() {
    batchDuplicate++;
  }

  /** A tick of the batch at hand is from outside the session. */
  public void offSession() {
    batchOffSession++;
  }

  /** A record of the batch at hand is put aside. */
  public void dead() {
    batchDead++;
  }

  /** Counts what the batch at hand holds. */
  public void batchEnded() {
    consumed.increment(batchConsumed);
    late.increment(batchLate);
    duplicate.increment(batchDuplicate);
    offSession.increment(batchOffSession);
    dead.increment(batchDead);
    snapshots.increment(batchSnapshots);
    forgetBatch();
  }

  /** Counts nothing of the batch at hand: it is read once more. */
  public void batchAborted() {
    aborted.increment();
    forgetBatch();
  }

  private void forgetBatch() {
    batchConsumed = 0;
    batchLate = 0;
    batchDuplicate = 0;
    batchOffSession = 0;
    batchDead = 0;
    batchSnapshots = 0;
  }

  /** A window was written down, or deleted. */
  public void snapshotWritten() {
    batchSnapshots++;
  }

  /** So many messages with windows were read. */
  public void snapshotsRead(int messages) {
    snapshotsRead.increment(messages);
  }

  /** So many records were read again. */
  public void replayed(int records) {
    replayed.increment(records);
  }

  public void evictedIdle() {
    evictedIdle.increment();
  }

  public void evictedByCap() {
    evictedCap.increment();
  }

  public void runtimeFailed() {
    runtimeFailures.increment();
  }

  /** A forecast was acknowledged, so many milliseconds after the timestamp of its record. */
  public void published(ForecastStatus status, long sinceRecordMillis) {
    Objects.requireNonNull(published.get(status)).increment();
    latency.record(Math.max(0, sinceRecordMillis), TimeUnit.MILLISECONDS);
  }

  public void restored(Duration duration) {
    restore.record(duration);
  }

  /** So many partitions are not live yet. */
  public void restoring(int partitions) {
    restoring.set(partitions);
  }

  public void batchSize(int windows) {
    batchSize.record(windows);
  }

  public void seriesActive(int count) {
    seriesActive.set(count);
  }

  public void lag(long records) {
    lag.set(records);
  }

  /** Starts the watch of one batch. */
  public StageWatch watch() {
    return new StageWatch(stages);
  }
}
