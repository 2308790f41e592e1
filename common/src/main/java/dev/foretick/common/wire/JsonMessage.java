package dev.foretick.common.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Reads one of our own messages, a JSON object, field by field, each as the type it must be. */
final class JsonMessage {
  private static final JsonFactory FACTORY = Json.strictReader();

  private final JsonParser parser;

  private JsonMessage(JsonParser parser) {
    this.parser = parser;
  }

  /** Takes the fields of an object as they come, then gives what they make. */
  interface Reader<T> {
    /** Reads the value of a known field; leaves an unknown one alone. */
    void field(String name, JsonMessage message) throws IOException;

    /**
     * Gives the whole.
     *
     * @throws IllegalArgumentException if the parts do not make one
     */
    T whole();
  }

  /**
   * Reads a message that is exactly one object.
   *
   * @throws MalformedRecordException if it is not, or the reader refuses it
   */
  static <T> T read(byte[] value, Reader<T> reader) {
    if (value.length == 0 || value.length > Json.MAX_MESSAGE_BYTES) {
      throw new MalformedRecordException(
          "value", value.length + " bytes", "1 to " + Json.MAX_MESSAGE_BYTES + " bytes");
    }
    try (JsonParser parser = FACTORY.createParser(Utf8.message(value))) {
      if (parser.nextToken() == null) {
        throw new MalformedRecordException("value", "blank", "a JSON object");
      }
      JsonMessage message = new JsonMessage(parser);
      message.object("value", reader::field);
      if (parser.nextToken() != null) {
        throw new MalformedRecordException(
            "value", "more behind the object", "one JSON object and nothing else");
      }
      return reader.whole();
    } catch (JsonProcessingException e) {
      throw JsonFields.notJson(e);
    } catch (IOException | IllegalArgumentException e) {
      throw new MalformedRecordException(String.valueOf(e.getMessage()));
    }
  }

  /** What to do with a field of an object. */
  interface FieldReader {
    void field(String name, JsonMessage message) throws IOException;
  }

  /** Reads the fields of the object that the parser stands on. */
  void object(String what, FieldReader fields) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw wrong(what, "a JSON object");
    }
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken token = parser.nextToken();
      fields.field(name, this);
      if (parser.currentToken() == token) {
        parser.skipChildren();
      }
    }
  }

  /** Reads the objects of the array that the parser stands on. */
  void objects(String what, Runnable before, FieldReader fields, Runnable after)
      throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw wrong(what, "an array");
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      before.run();
      object(what, fields);
      after.run();
    }
  }

  String text(String name) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw wrong(name, "a string");
    }
    return parser.getText();
  }

  long integer(String name, long min, long max) throws IOException {
    String expected = "a whole number from %d to %d".formatted(min, max);
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw wrong(name, expected);
    }
    boolean fits = parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
    if (!fits || parser.getLongValue() < min || parser.getLongValue() > max) {
      throw wrong(name, expected);
    }
    return parser.getLongValue();
  }

  double number(String name) throws IOException {
    if (!parser.currentToken().isNumeric() || !Double.isFinite(parser.getDoubleValue())) {
      throw wrong(name, "a finite number");
    }
    return parser.getDoubleValue();
  }

  /** A number, or NaN where the message says null. */
  double numberOrNull(String name) throws IOException {
    return parser.currentToken() == JsonToken.VALUE_NULL ? Double.NaN : number(name);
  }

  float single(String name) throws IOException {
    if (!parser.currentToken().isNumeric() || !Float.isFinite(parser.getFloatValue())) {
      throw wrong(name, "a finite number up to " + Float.MAX_VALUE);
    }
    return parser.getFloatValue();
  }

  Instant instant(String name) throws IOException {
    String text = text(name);
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw wrong(name, TimeUnitFormat.ISO.expected());
    }
  }

  Duration duration(String name) throws IOException {
    String text = text(name);
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException | ArithmeticException e) {
      throw wrong(name, "an ISO-8601 duration such as PT1M");
    }
  }

  /** Checks the field that says which schema a message follows. */
  long schemaVersion(String name) throws IOException {
    return integer(name, 1, MessageSchema.VERSION);
  }

  /** The value of a field that a message must have. */
  static <T> T required(String name, @Nullable T value) {
    if (value == null) {
      throw new MalformedRecordException(name, "missing", "a value");
    }
    return value;
  }

  MalformedRecordException wrong(String name, String expected) throws IOException {
    return new MalformedRecordException(
        name, JsonFields.show(parser, parser.currentToken()), expected);
  }
}
