package dev.foretick.common.wire;

import static dev.foretick.common.wire.JsonMessage.required;

import dev.foretick.common.series.ForecastStatus;
import dev.foretick.common.series.SeriesId;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One step of a forecast while its flat message is read. */
final class FlatForecastReader implements JsonMessage.Reader<FlatForecastStep> {
  private @Nullable Long schemaVersion;
  private @Nullable String forecastId;
  private @Nullable String series;
  private @Nullable Instant cutoff;
  private @Nullable ForecastStatus status;
  private @Nullable String modelUsed;
  private @Nullable Long horizon;
  private @Nullable Double level;
  private @Nullable Long step;
  private @Nullable Instant time;
  private @Nullable Float yhat;
  private @Nullable Float lower;
  private @Nullable Float upper;

  @Override
  public void field(String name, JsonMessage message) throws IOException {
    switch (name) {
      case "schema_version" -> schemaVersion = message.schemaVersion(name);
      case "forecast_id" -> forecastId = message.text(name);
      case "unique_id" -> series = message.text(name);
      case "cutoff" -> cutoff = message.instant(name);
      case "status" -> status = ForecastReader.status(name, message);
      case "model_used" -> modelUsed = message.text(name);
      case "h" -> horizon = message.integer(name, 1, Integer.MAX_VALUE);
      case "level" -> level = message.number(name);
      case "step" -> step = message.integer(name, 1, Integer.MAX_VALUE);
      case "ds" -> time = message.instant(name);
      case "yhat" -> yhat = message.single(name);
      case "yhat_lower" -> lower = message.single(name);
      case "yhat_upper" -> upper = message.single(name);
      default -> {}
    }
  }

  @Override
  public FlatForecastStep whole() {
    required("schema_version", schemaVersion);
    return new FlatForecastStep(
        required("forecast_id", forecastId),
        new SeriesId(required("unique_id", series)),
        required("cutoff", cutoff),
        required("status", status),
        required("model_used", modelUsed),
        required("h", horizon).intValue(),
        required("level", level),
        required("step", step).intValue(),
        required("ds", time),
        required("yhat", yhat),
        required("yhat_lower", lower),
        required("yhat_upper", upper));
  }
}
