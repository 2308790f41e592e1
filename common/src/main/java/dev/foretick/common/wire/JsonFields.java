package dev.foretick.common.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;

/** What to say about JSON that is not as expected. */
final class JsonFields {
  private JsonFields() {}

  /** The complaint about text that is not JSON, or is JSON beyond the bounds of {@link Json}. */
  static MalformedRecordException notJson(JsonProcessingException e) {
    String reason = reason(e);
    long offset = e.getLocation() == null ? -1 : e.getLocation().getCharOffset();
    return new MalformedRecordException(
        offset < 0 ? "value" : "value, character " + (offset + 1), reason, "a JSON object");
  }

  private static String reason(JsonProcessingException e) {
    if (e instanceof JsonEOFException) {
      return "the end in the middle of it";
    }
    String text = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("unreadable");
    return text.startsWith("Unrecognized token") ? "not JSON" : text;
  }

  /** How a value that is of the wrong kind is shown. */
  static String show(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case VALUE_STRING -> MalformedRecordException.quoted(parser.getText());
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      default -> parser.getText();
    };
  }
}
