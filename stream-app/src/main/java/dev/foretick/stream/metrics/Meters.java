package dev.foretick.stream.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Every meter of the server. Names, units and tags are what dashboards and alerts build on: a
 * change here breaks them.
 */
public enum Meters {
  RECORDS_CONSUMED(
      Kind.COUNTER,
      "foretick.records.consumed",
      "records",
      "Records read from the input topic, well-formed or not. Those read again to rebuild windows do not count."),
  RECORDS_LATE(
      Kind.COUNTER,
      "foretick.records.late",
      "records",
      "Observations older than the newest of their series by more than `time.grace`, or of bars that are closed, which were left out."),
  RECORDS_DUPLICATE(
      Kind.COUNTER,
      "foretick.records.duplicate",
      "records",
      "Observations of an event time that their series had one of already, which were left out (`time.duplicates: first`)."),
  RECORDS_OFF_SESSION(
      Kind.COUNTER,
      "foretick.records.off-session",
      "records",
      "Ticks from outside the session of `bars.session`, which were left out."),
  RECORDS_DEAD(
      Kind.COUNTER,
      "foretick.records.dead",
      "records",
      "Records that went to the dead-letter topic: no observations, too far ahead (`time.max-ahead`) or late (`time.late: dead-letter`)."),
  FORECASTS_PUBLISHED(
      Kind.COUNTER,
      "foretick.forecasts.published",
      "forecasts",
      "Forecasts that the broker has acknowledged, by how they came about: ok, warmup, fallback.",
      "status"),
  LATENCY(
      Kind.TIMER,
      "foretick.latency",
      "seconds",
      "Time from the timestamp of an observation's record to the acknowledgement of its forecast."),
  STAGE(
      Kind.TIMER,
      "foretick.stage",
      "seconds",
      "Time that one batch spends in a stage of the loop: decode, window, infer, publish, commit.",
      "stage"),
  BATCH_SIZE(
      Kind.SUMMARY, "foretick.batch.size", "windows", "Windows that one runtime call forecasts."),
  SERIES_ACTIVE(
      Kind.GAUGE, "foretick.series.active", "series", "Series whose windows are in memory."),
  SERIES_EVICTED(
      Kind.COUNTER,
      "foretick.series.evicted",
      "series",
      "Series that were forgotten because they were idle or because there were too many.",
      "reason"),
  STATE_RESTORE(
      Kind.TIMER,
      "foretick.state.restore",
      "seconds",
      "Time from the assignment of a partition until its windows are rebuilt."),
  STATE_RESTORING(
      Kind.GAUGE,
      "foretick.state.restoring",
      "partitions",
      "Assigned partitions whose windows are not whole yet, so that they are not answered."),
  STATE_SNAPSHOTS(
      Kind.COUNTER,
      "foretick.state.snapshots",
      "snapshots",
      "Windows that were written to the topic of windows, or deleted there."),
  STATE_SNAPSHOTS_READ(
      Kind.COUNTER,
      "foretick.state.snapshots.read",
      "snapshots",
      "Messages of the topic of windows that were read to rebuild windows."),
  STATE_REPLAYED(
      Kind.COUNTER,
      "foretick.state.replayed",
      "records",
      "Records of the input topic that were read again to rebuild windows, without an answer."),
  BATCHES_ABORTED(
      Kind.COUNTER,
      "foretick.batches.aborted",
      "batches",
      "Batches that were not committed and were answered once more."),
  READY(
      Kind.GAUGE,
      "foretick.ready",
      "",
      "1 while `/health/ready` says so: every loop turns, all windows are whole and the broker takes what is published; 0 otherwise."),
  CONSUMER_LAG(
      Kind.GAUGE,
      "foretick.consumer.lag",
      "records",
      "Records of the assigned partitions that are not read yet."),
  MODEL_INFO(
      Kind.GAUGE,
      "foretick.model.info",
      "",
      "Always 1; the tags say which model serves.",
      "model",
      "version"),
  MODEL_RELOAD(
      Kind.COUNTER,
      "foretick.model.reload",
      "files",
      "Model files that were loaded, the one at the start included (result success), and those that were refused (failure).",
      "result"),
  RUNTIME_FAILURES(
      Kind.COUNTER,
      "foretick.runtime.failures",
      "calls",
      "Runtime calls that failed; each is tried once more before the naive baseline stands in."),
  SCORES_MATURED(
      Kind.COUNTER,
      "foretick.scores.matured",
      "steps",
      "Steps of forecasts whose actual value has come, each scored once, whichever model they are of."),
  SCORES_EXPIRED(
      Kind.COUNTER,
      "foretick.scores.expired",
      "steps",
      "Steps of forecasts that will never be scored: of those that are more than `scoring.max-pending` lets wait (max-pending), and of series that were forgotten before (evicted).",
      "reason"),
  ACCURACY_MAE(
      Kind.GAUGE,
      "foretick.accuracy.mae",
      "",
      "Mean absolute error since the model was loaded, in units of the target, of the model and of the naive baselines (naive; seasonal-naive where the model knows a season) on the same points, for the steps of `metrics.steps` and over all.",
      "model",
      "step"),
  ACCURACY_MASE(
      Kind.GAUGE,
      "foretick.accuracy.mase",
      "",
      "Mean absolute error since the model was loaded, each in units of the mean absolute change of its series up to the cutoff; of the model and of the naive baselines.",
      "model",
      "step"),
  INTERVAL_COVERAGE(
      Kind.GAUGE,
      "foretick.interval.coverage",
      "",
      "Share of actual values within the prediction interval of the stated level in percent, 0 to 1; for each interval of the model.",
      "level",
      "step"),
  INTERVAL_PROMISED(
      Kind.GAUGE,
      "foretick.interval.promised",
      "",
      "Share of actual values that the prediction interval of this level promises to hold, 0 to 1: what foretick.interval.coverage should be.",
      "level"),
  SKILL(
      Kind.GAUGE,
      "foretick.skill",
      "",
      "1 - MAE of the model / MAE of the best naive baseline, over all steps; above 0 the model is better.",
      "model"),
  SCORED(
      Kind.GAUGE,
      "foretick.accuracy.steps",
      "steps",
      "Forecast steps of the model whose actual value has come since it was loaded, which the accuracy gauges are over.",
      "step"),
  SERIES_MAE(
      Kind.GAUGE,
      "foretick.series.mae",
      "",
      "As foretick.accuracy.mae, over all steps, for the series that `metrics.series` lists, by the server that has them.",
      "series",
      "model"),
  SERIES_COVERAGE(
      Kind.GAUGE,
      "foretick.series.coverage",
      "",
      "As foretick.interval.coverage, over all steps, for the series that `metrics.series` lists, by the server that has them.",
      "series",
      "level"),
  OBSERVED(
      Kind.GAUGE,
      "foretick.observed",
      "",
      "The newest target value of a series that `metrics.series` lists.",
      "series"),
  FORECAST_DUE(
      Kind.GAUGE,
      "foretick.forecast.due",
      "",
      "What was forecast for the observation that foretick.observed shows, so many steps before, for the steps of `metrics.steps`; NaN if no forecast of the model was.",
      "series",
      "step"),
  FORECAST_DUE_LOWER(
      Kind.GAUGE,
      "foretick.forecast.due.lower",
      "",
      "Lower bound of the widest prediction interval about foretick.forecast.due.",
      "series",
      "step"),
  FORECAST_DUE_UPPER(
      Kind.GAUGE, "foretick.forecast.due.upper", "", "Upper bound of it.", "series", "step");

  /** What a meter does with what it is told. */
  public enum Kind {
    COUNTER,
    GAUGE,
    SUMMARY,
    TIMER
  }

  private static final Duration[] LATENCY_BUCKETS = {
    Duration.ofMillis(1),
    Duration.ofMillis(2),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(15),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30),
    Duration.ofSeconds(60)
  };

  private final Kind kind;
  private final String meterName;
  private final String unit;
  private final String description;
  private final String tags;

  Meters(Kind kind, String meterName, String unit, String description, String... tags) {
    this.kind = kind;
    this.meterName = meterName;
    this.unit = unit;
    this.description = description;
    this.tags = String.join(",", tags);
  }

  public Kind kind() {
    return kind;
  }

  /** The dotted name of Micrometer; Prometheus sees underscores and a suffix. */
  public String meterName() {
    return meterName;
  }

  public String unit() {
    return unit;
  }

  public String description() {
    return description;
  }

  public List<String> tags() {
    return tags.isEmpty() ? List.of() : List.of(tags.split(","));
  }

  /** Registers the counter for these tag values, in the order of {@link #tags()}. */
  public Counter counter(MeterRegistry registry, String... tagValues) {
    require(Kind.COUNTER);
    return Counter.builder(meterName)
        .description(description)
        .tags(tagged(tagValues))
        .register(registry);
  }

  /** Registers the timer for these tag values. */
  public Timer timer(MeterRegistry registry, String... tagValues) {
    require(Kind.TIMER);
    Timer.Builder timer = Timer.builder(meterName).description(description).tags(tagged(tagValues));
    return (this == LATENCY ? timer.serviceLevelObjectives(LATENCY_BUCKETS) : timer)
        .register(registry);
  }

  /** Registers the summary for these tag values. */
  public DistributionSummary summary(MeterRegistry registry, String... tagValues) {
    require(Kind.SUMMARY);
    return DistributionSummary.builder(meterName)
        .description(description)
        .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024)
        .tags(tagged(tagValues))
        .register(registry);
  }

  /** Registers a gauge that asks {@code value} whenever it is read. */
  public Gauge gauge(MeterRegistry registry, Supplier<Number> value, String... tagValues) {
    require(Kind.GAUGE);
    return Gauge.builder(meterName, value)
        .description(description)
        .tags(tagged(tagValues))
        .strongReference(true)
        .register(registry);
  }

  private Tags tagged(String... values) {
    List<String> names = tags();
    if (values.length != names.size()) {
      throw new IllegalArgumentException(
          "%s: %d tag values (expected: %s)".formatted(meterName, values.length, names));
    }
    Tags tagged = Tags.empty();
    for (int i = 0; i < values.length; i++) {
      tagged = tagged.and(names.get(i), values[i]);
    }
    return tagged;
  }

  private void require(Kind asked) {
    if (kind != asked) {
      throw new IllegalStateException(
          "%s: a %s (expected: a %s)".formatted(meterName, kind, asked));
    }
  }
}
