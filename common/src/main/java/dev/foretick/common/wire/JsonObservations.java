package dev.foretick.common.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Reads the fields of an observation out of a JSON object, in one pass and without a tree. */
final class JsonObservations {
  private static final JsonFactory FACTORY = Json.reader();

  private final ObservationSlots slots;

  JsonObservations(ObservationSlots slots) {
    this.slots = slots;
  }

  void read(String text, ObservationDraft draft) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedRecordException(
            "value", MalformedRecordException.quoted(text), "a JSON object");
      }
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        int slot = slots.slot(name);
        JsonToken token = parser.nextToken();
        if (slot == ObservationSlots.NOT_ASKED_FOR) {
          parser.skipChildren();
        } else {
          draft.claim(slot);
          readField(parser, token, slot, draft);
        }
      }
      if (parser.nextToken() != null) {
        throw new MalformedRecordException(
            "value", "more behind the object", "one JSON object and nothing else");
      }
    } catch (JsonProcessingException e) {
      throw JsonFields.notJson(e);
    } catch (IOException e) {
      throw new MalformedRecordException(String.valueOf(e.getMessage()));
    }
  }

  private void readField(JsonParser parser, JsonToken token, int slot, ObservationDraft draft)
      throws IOException {
    if (slots.isChannel(slot)) {
      if (!token.isNumeric()) {
        throw new MalformedRecordException(
            slots.name(slot), JsonFields.show(parser, token), "a number");
      }
      double value = parser.getDoubleValue();
      if (!slots.accepts(slot, value)) {
        throw slots.refusal(slot, parser.getText(), value);
      }
      draft.channel(slot, value);
    } else if (slot == slots.time()) {
      if (token != JsonToken.VALUE_STRING && !token.isNumeric()) {
        throw new MalformedRecordException(
            slots.name(slot), JsonFields.show(parser, token), draft.expectedTime());
      }
      draft.time(parser.getText());
    } else {
      if (token != JsonToken.VALUE_STRING && token != JsonToken.VALUE_NUMBER_INT) {
        throw new MalformedRecordException(
            slots.name(slot), JsonFields.show(parser, token), "a string, the series id");
      }
      draft.series(parser.getText());
    }
  }
}
