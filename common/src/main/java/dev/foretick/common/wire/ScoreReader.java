package dev.foretick.common.wire;

import static dev.foretick.common.wire.JsonMessage.required;

import dev.foretick.common.series.Score;
import dev.foretick.common.series.SeriesId;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A score while its message is read. */
final class ScoreReader implements JsonMessage.Reader<Score> {
  private @Nullable Long schemaVersion;
  private @Nullable String series;
  private @Nullable Instant time;
  private @Nullable Instant cutoff;
  private @Nullable Long step;
  private @Nullable String model;
  private @Nullable String modelVersion;
  private @Nullable Double actual;
  private @Nullable Float yhat;
  private @Nullable Float lower;
  private @Nullable Float upper;
  private @Nullable Float naive;
  private double scale = Double.NaN;

  @Override
  public void field(String name, JsonMessage message) throws IOException {
    switch (name) {
      case "schema_version" -> schemaVersion = message.schemaVersion(name);
      case "unique_id" -> series = message.text(name);
      case "ds" -> time = message.instant(name);
      case "cutoff" -> cutoff = message.instant(name);
      case "step" -> step = message.integer(name, 1, Integer.MAX_VALUE);
      case "model" -> model = message.text(name);
      case "model_version" -> modelVersion = message.text(name);
      case "y" -> actual = message.number(name);
      case "yhat" -> yhat = message.single(name);
      case "yhat_lower" -> lower = message.single(name);
      case "yhat_upper" -> upper = message.single(name);
      case "yhat_naive" -> naive = message.single(name);
      case "scale" -> scale = message.numberOrNull(name);
      default -> {}
    }
  }

  @Override
  public Score whole() {
    required("schema_version", schemaVersion);
    return new Score(
        new SeriesId(required("unique_id", series)),
        required("ds", time),
        required("cutoff", cutoff),
        required("step", step).intValue(),
        required("model", model),
        required("model_version", modelVersion),
        required("y", actual),
        required("yhat", yhat),
        required("yhat_lower", lower),
        required("yhat_upper", upper),
        required("yhat_naive", naive),
        scale);
  }
}
