package dev.foretick.common.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.foretick.common.series.Score;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Writes scores with Jackson's generator, slowly and plainly: what {@link ScoreEncoder} must equal
 * byte for byte.
 */
final class ReferenceScoreEncoder {
  private static final JsonFactory WRITER = Json.writer();

  /**
   * Writes a score.
   *
   * @throws IllegalArgumentException if a number is not finite, which JSON cannot say
   */
  byte[] encode(Score score) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator json = WRITER.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeNumberField("schema_version", MessageSchema.VERSION);
      json.writeStringField("unique_id", score.series().value());
      json.writeStringField("ds", score.time().toString());
      json.writeStringField("cutoff", score.cutoff().toString());
      json.writeNumberField("step", score.step());
      json.writeStringField("model", score.model());
      json.writeStringField("model_version", score.modelVersion());
      writeFinite(json, "y", score.actual());
      writeFinite(json, "yhat", score.yhat());
      writeFinite(json, "yhat_lower", score.lower());
      writeFinite(json, "yhat_upper", score.upper());
      writeFinite(json, "yhat_naive", score.naive());
      writeFinite(json, "error", score.error());
      writeOrNull(json, "scaled_error", score.scaledError());
      json.writeBooleanField("covered", score.covered());
      // Behind an interval without width any miss is infinitely far out.
      writeFinite(json, "anomaly_score", Math.min(score.anomaly(), Double.MAX_VALUE));
      writeOrNull(json, "scale", score.scale());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return bytes.toByteArray();
  }

  private static void writeFinite(JsonGenerator json, String name, double value)
      throws IOException {
    requireFinite(name, value);
    json.writeNumberField(name, value);
  }

  private static void writeFinite(JsonGenerator json, String name, float value) throws IOException {
    requireFinite(name, value);
    json.writeNumberField(name, value);
  }

  private static void writeOrNull(JsonGenerator json, String name, double value)
      throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumberField(name, value);
    } else {
      json.writeNullField(name);
    }
  }

  private static void requireFinite(String name, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "%s: %s (expected: a finite number)".formatted(name, value));
    }
  }
}
