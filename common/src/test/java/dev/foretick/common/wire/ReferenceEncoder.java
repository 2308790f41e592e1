package dev.foretick.common.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.foretick.common.series.Forecast;
import dev.foretick.common.series.ForecastStep;
import dev.foretick.common.series.PointForecast;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes forecasts with Jackson's generator, slowly and plainly: what {@link ForecastEncoder} must
 * equal byte for byte.
 */
final class ReferenceEncoder {
  private static final JsonFactory WRITER = Json.writer();

  private QuantileNames names = QuantileNames.MEDIAN;

  /**
   * All steps in one message.
   *
   * @throws IllegalArgumentException if a number is not finite, which JSON cannot say
   */
  byte[] encodeNested(Forecast forecast) {
    QuantileNames quantiles = names(forecast);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512 + 160 * forecast.horizon());
    try (JsonGenerator json = WRITER.createGenerator(bytes)) {
      json.writeStartObject();
      writeHead(json, forecast);
      json.writeArrayFieldStart("steps");
      for (ForecastStep step : forecast.steps()) {
        json.writeStartObject();
        writeStep(json, step);
        json.writeObjectFieldStart("quantiles");
        for (int q = 0; q < quantiles.count(); q++) {
          if (isQuantile(forecast, q)) {
            writeFinite(json, quantiles.nested(q), step.quantile(q));
          }
        }
        json.writeEndObject();
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeObjectFieldStart("source");
      writeOrigin(json, "", forecast);
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return bytes.toByteArray();
  }

  /**
   * One message for each step, in order.
   *
   * @throws IllegalArgumentException if a number is not finite, which JSON cannot say
   */
  List<byte[]> encodeFlat(Forecast forecast) {
    QuantileNames quantiles = names(forecast);
    List<byte[]> messages = new ArrayList<>(forecast.horizon());
    for (ForecastStep step : forecast.steps()) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
      try (JsonGenerator json = WRITER.createGenerator(bytes)) {
        json.writeStartObject();
        writeHead(json, forecast);
        writeStep(json, step);
        for (int q = 0; q < quantiles.count(); q++) {
          if (isQuantile(forecast, q)) {
            writeFinite(json, quantiles.flat(q), step.quantile(q));
          }
        }
        writeOrigin(json, "source_", forecast);
        json.writeEndObject();
      } catch (IOException e) {
        throw new UncheckedIOException("writing to memory cannot fail", e);
      }
      messages.add(bytes.toByteArray());
    }
    return messages;
  }

  private QuantileNames names(Forecast forecast) {
    QuantileNames current = names;
    if (!current.levels().equals(forecast.levels())) {
      current = QuantileNames.of(forecast.levels());
      names = current;
    }
    for (ForecastStep step : forecast.steps()) {
      if (step.quantiles().length != current.count()) {
        throw new IllegalArgumentException(
            "quantiles: %d (expected: %d)".formatted(step.quantiles().length, current.count()));
      }
    }
    return current;
  }

  /** A mean is no quantile: it is told as {@code yhat} alone. */
  private static boolean isQuantile(Forecast forecast, int quantile) {
    return forecast.point() == PointForecast.MEDIAN || quantile != forecast.levels().medianIndex();
  }

  private static void writeHead(JsonGenerator json, Forecast forecast) throws IOException {
    json.writeNumberField("schema_version", MessageSchema.VERSION);
    json.writeStringField("forecast_id", forecast.id());
    json.writeStringField("unique_id", forecast.series().value());
    json.writeStringField("freq", forecast.frequency().toString());
    json.writeStringField("cutoff", forecast.cutoff().toString());
    json.writeStringField("produced_at", forecast.producedAt().toString());
    json.writeNumberField("h", forecast.horizon());
    json.writeStringField("status", forecast.status().wireName());
    json.writeStringField("model", forecast.model());
    json.writeStringField("model_version", forecast.modelVersion());
    json.writeStringField("model_used", forecast.modelUsed());
    if (forecast.point() != PointForecast.MEDIAN) {
      json.writeStringField("point", forecast.point().optionName());
    }
    double level = forecast.levels().intervalPercent();
    if (level == Math.rint(level)) {
      json.writeNumberField("level", (int) level);
    } else {
      json.writeNumberField("level", level);
    }
  }

  private static void writeStep(JsonGenerator json, ForecastStep step) throws IOException {
    json.writeNumberField("step", step.step());
    json.writeStringField("ds", step.time().toString());
    writeFinite(json, "yhat", step.yhat());
    writeFinite(json, "yhat_lower", step.lower());
    writeFinite(json, "yhat_upper", step.upper());
  }

  private static void writeOrigin(JsonGenerator json, String prefix, Forecast forecast)
      throws IOException {
    json.writeStringField(prefix + "topic", forecast.source().topic());
    json.writeNumberField(prefix + "partition", forecast.source().partition());
    json.writeNumberField(prefix + "offset", forecast.source().offset());
  }

  private static void writeFinite(JsonGenerator json, String name, float value) throws IOException {
    if (!Float.isFinite(value)) {
      throw new IllegalArgumentException(
          "%s: %s (expected: a finite number)".formatted(name, value));
    }
    json.writeNumberField(name, value);
  }
}
