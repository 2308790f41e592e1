package dev.foretick.stream.market;

import static dev.foretick.common.wire.MalformedRecordException.quoted;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.foretick.common.wire.Decimals;
import dev.foretick.common.wire.MalformedRecordException;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** Fields of an exchange's messages, each as what it must be. */
final class MarketJson {
  static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(20)
                          .maxNumberLength(100)
                          .build())
                  .build())
          .build();

  private MarketJson() {}

  /** Reads a message, which has to be an object. */
  static JsonNode object(String text) {
    try {
      JsonNode node = MAPPER.readTree(text);
      if (node == null || !node.isObject()) {
        throw new MalformedRecordException("message", quoted(text), "a JSON object");
      }
      return node;
    } catch (JsonProcessingException e) {
      throw new MalformedRecordException("message", quoted(text), "JSON");
    }
  }

  static String text(JsonNode object, String name) {
    JsonNode value = object.path(name);
    if (!value.isTextual() || value.textValue().isEmpty()) {
      throw wrong(name, value, "a text");
    }
    return value.textValue();
  }

  static long integer(JsonNode object, String name) {
    JsonNode value = object.path(name);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw wrong(name, value, "a whole number");
    }
    return value.longValue();
  }

  static Instant time(JsonNode object, String name) {
    try {
      return Instant.parse(text(object, name));
    } catch (DateTimeParseException e) {
      throw wrong(name, object.path(name), "a time such as 2026-01-02T15:04:05.123456Z");
    }
  }

  /** A number above 0, in quotes or without. */
  static double positive(JsonNode object, String name) {
    JsonNode value = object.path(name);
    String text = value.isNumber() || value.isTextual() ? value.asText() : "";
    double number = Decimals.isDecimal(text) ? Double.parseDouble(text) : Double.NaN;
    if (!(number > 0) || !Float.isFinite((float) number)) {
      throw wrong(name, value, "a number > 0");
    }
    return number;
  }

  private static MalformedRecordException wrong(String name, JsonNode value, String expected) {
    return new MalformedRecordException(
        name, value.isMissingNode() ? "missing" : quoted(value.toString()), expected);
  }
}
