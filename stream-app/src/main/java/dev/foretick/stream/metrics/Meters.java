package dev.foretick.stream.metrics;

import java.util.List;

/** Every meter of the server. Names, tags and units are a contract with dashboards and alerts. */
public enum Meters {
  RECORDS_CONSUMED(
      Kind.COUNTER, "foretick.records.consumed", "records", "Well-formed observations taken in"),
  RECORDS_LATE(
      Kind.COUNTER,
      "foretick.records.late",
      "records",
      "Observations older than the newest of their series, which no window takes in"),
  RECORDS_DEAD(
      Kind.COUNTER,
      "foretick.records.dead",
      "records",
      "Records sent to the dead letters, because they are no observation"),
  FORECASTS_PUBLISHED(
      Kind.COUNTER,
      "foretick.forecasts.published",
      "forecasts",
      "Forecasts that the output topic has acknowledged",
      "status"),
  LATENCY(
      Kind.TIMER,
      "foretick.latency",
      "seconds",
      "From the timestamp of the record to the acknowledgement of its forecast"),
  STAGE(
      Kind.TIMER,
      "foretick.stage",
      "seconds",
      "Time that one batch spends in a stage of the loop",
      "stage"),
  BATCH_SIZE(
      Kind.SUMMARY, "foretick.batch.size", "windows", "Windows in one call of the model's runtime"),
  SERIES_ACTIVE(Kind.GAUGE, "foretick.series.active", "series", "Series whose window is held"),
  STATE_RESTORE(
      Kind.TIMER,
      "foretick.state.restore",
      "seconds",
      "From the assignment of partitions until their windows are whole again"),
  CONSUMER_LAG(
      Kind.GAUGE,
      "foretick.consumer.lag",
      "records",
      "Records in the assigned partitions that are not yet taken in"),
  MODEL_INFO(
      Kind.GAUGE,
      "foretick.model.info",
      "",
      "Always 1; its tags name the model that serves",
      "model",
      "version"),
  MODEL_RELOAD(
      Kind.COUNTER,
      "foretick.model.reload",
      "",
      "Attempts to load a model file, the one at the start included",
      "result"),
  ACCURACY_MAE(
      Kind.GAUGE,
      "foretick.accuracy.mae",
      "",
      "Mean absolute error since the start, in units of the target",
      "model",
      "step"),
  ACCURACY_MASE(
      Kind.GAUGE,
      "foretick.accuracy.mase",
      "",
      "Mean absolute error since the start, over the mean absolute change of its series",
      "model",
      "step"),
  INTERVAL_COVERAGE(
      Kind.GAUGE,
      "foretick.interval.coverage",
      "",
      "Share of actual values within the prediction interval since the start, 0 to 1",
      "level",
      "step"),
  SKILL(
      Kind.GAUGE,
      "foretick.skill",
      "",
      "1 - MAE / MAE of the naive baseline since the start: above 0 the model is worth running",
      "model");

  /** What a meter measures with. */
  public enum Kind {
    COUNTER,
    GAUGE,
    SUMMARY,
    TIMER
  }

  private final Kind kind;
  private final String meterName;
  private final String unit;
  private final String description;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> tags;

  Meters(Kind kind, String meterName, String unit, String description, String... tags) {
    this.kind = kind;
    this.meterName = meterName;
    this.unit = unit;
    this.description = description;
    this.tags = List.of(tags);
  }

  public Kind kind() {
    return kind;
  }

  /** The name in Micrometer. */
  public String meterName() {
    return meterName;
  }

  /**
   * The base unit, of which only a timer's is part of the name in Prometheus; empty for a ratio.
   */
  public String unit() {
    return unit;
  }

  public String description() {
    return description;
  }

  /** The keys of its tags. */
  public List<String> tags() {
    return tags;
  }
}
