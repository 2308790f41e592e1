package dev.foretick.common.wire;

import static dev.foretick.common.wire.JsonMessage.required;

import dev.foretick.common.series.Forecast;
import dev.foretick.common.series.ForecastStatus;
import dev.foretick.common.series.ForecastStep;
import dev.foretick.common.series.PointForecast;
import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.series.RecordOrigin;
import dev.foretick.common.series.SeriesId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A forecast while its nested message is read. */
final class ForecastReader implements JsonMessage.Reader<Forecast> {
  private @Nullable Long schemaVersion;
  private @Nullable String series;
  private @Nullable Duration frequency;
  private @Nullable Instant cutoff;
  private @Nullable Instant producedAt;
  private @Nullable ForecastStatus status;
  private @Nullable String model;
  private @Nullable String modelVersion;
  private @Nullable String modelUsed;
  private PointForecast point = PointForecast.MEDIAN;
  private @Nullable QuantileLevels levels;
  private final List<ForecastStep> steps = new ArrayList<>();
  private @Nullable Long horizon;

  private long step;
  private @Nullable Instant stepTime;
  private @Nullable Float yhat;
  private SortedMap<Double, Float> quantiles = new TreeMap<>();

  private @Nullable String topic;
  private @Nullable Long partition;
  private @Nullable Long offset;

  @Override
  public void field(String name, JsonMessage message) throws IOException {
    switch (name) {
      case "schema_version" -> schemaVersion = message.schemaVersion(name);
      case "unique_id" -> series = message.text(name);
      case "freq" -> frequency = message.duration(name);
      case "cutoff" -> cutoff = message.instant(name);
      case "produced_at" -> producedAt = message.instant(name);
      case "h" -> horizon = message.integer(name, 1, Integer.MAX_VALUE);
      case "status" -> status = status(name, message);
      case "model" -> model = message.text(name);
      case "model_version" -> modelVersion = message.text(name);
      case "model_used" -> modelUsed = message.text(name);
      case "point" -> point = point(name, message);
      case "steps" -> message.objects(name, this::startStep, this::stepField, this::endStep);
      case "source" -> message.object(name, this::sourceField);
      default -> {}
    }
  }

  @Override
  public Forecast whole() {
    required("schema_version", schemaVersion);
    if (required("h", horizon) != steps.size()) {
      throw new MalformedRecordException("steps", steps.size() + " of them", "h: " + horizon);
    }
    return new Forecast(
        new SeriesId(required("unique_id", series)),
        required("freq", frequency),
        required("cutoff", cutoff),
        required("produced_at", producedAt),
        required("status", status),
        required("model", model),
        required("model_version", modelVersion),
        required("model_used", modelUsed),
        required("steps", levels),
        point,
        steps,
        new RecordOrigin(
            required("source.topic", topic),
            required("source.partition", partition).intValue(),
            required("source.offset", offset)));
  }

  static ForecastStatus status(String name, JsonMessage message) throws IOException {
    String text = message.text(name);
    for (ForecastStatus candidate : ForecastStatus.values()) {
      if (candidate.wireName().equals(text)) {
        return candidate;
      }
    }
    throw message.wrong(name, "ok, warmup or fallback");
  }

  private static PointForecast point(String name, JsonMessage message) throws IOException {
    String text = message.text(name);
    for (PointForecast candidate : PointForecast.values()) {
      if (candidate.optionName().equals(text)) {
        return candidate;
      }
    }
    throw message.wrong(name, "median or mean");
  }

  private void startStep() {
    step = 0;
    yhat = null;
    stepTime = null;
    quantiles = new TreeMap<>();
  }

  private void stepField(String name, JsonMessage message) throws IOException {
    switch (name) {
      case "step" -> step = message.integer(name, 1, Integer.MAX_VALUE);
      case "ds" -> stepTime = message.instant(name);
      case "yhat" -> yhat = message.single(name);
      case "quantiles" -> message.object(name, this::quantileField);
      default -> {}
    }
  }

  private void quantileField(String name, JsonMessage message) throws IOException {
    if (!Decimals.isDecimal(name)) {
      throw new MalformedRecordException(
          "quantiles", MalformedRecordException.quoted(name), "levels such as 0.05");
    }
    if (quantiles.put(Decimals.parse(name), message.single(name)) != null) {
      throw new MalformedRecordException("quantiles", name + " twice", "each level once");
    }
  }

  private void endStep() {
    if (step != steps.size() + 1) {
      throw new MalformedRecordException(
          "step", Long.toString(step), Integer.toString(steps.size() + 1));
    }
    if (point == PointForecast.MEAN) {
      quantiles.put(0.5, required("yhat", yhat));
    }
    double[] stepLevels = quantiles.keySet().stream().mapToDouble(Double::doubleValue).toArray();
    QuantileLevels ofStep = QuantileLevels.of(stepLevels);
    QuantileLevels ofAll = levels == null ? ofStep : levels;
    if (!ofStep.equals(ofAll)) {
      throw new MalformedRecordException(
          "quantiles of step " + step, ofStep.toString(), ofAll.toString());
    }
    levels = ofAll;
    float[] values = new float[stepLevels.length];
    int next = 0;
    for (float value : quantiles.values()) {
      values[next++] = value;
    }
    steps.add(new ForecastStep((int) step, required("ds", stepTime), values));
  }

  private void sourceField(String name, JsonMessage message) throws IOException {
    switch (name) {
      case "topic" -> topic = message.text(name);
      case "partition" -> partition = message.integer(name, 0, Integer.MAX_VALUE);
      case "offset" -> offset = message.integer(name, 0, Long.MAX_VALUE);
      default -> {}
    }
  }
}
