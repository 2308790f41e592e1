package dev.foretick.common.wire;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;

/** Reads the fields of an observation out of one CSV record. */
final class CsvObservations {
  private final ObservationSlots slots;
  private final List<String> columns;
  private final char delimiter;

  CsvObservations(ObservationSlots slots, ObservationFormat format) {
    this.slots = slots;
    this.columns = format.csvColumns();
    this.delimiter = format.csvDelimiter();
  }

  void read(String text, ObservationDraft draft) {
    CsvReader reader = new CsvReader(new StringReader(text), delimiter);
    try {
      if (!reader.next() || reader.size() != columns.size()) {
        throw new MalformedRecordException(
            "value",
            "%d columns".formatted(reader.size()),
            "%d: %s".formatted(columns.size(), String.join(", ", columns)));
      }
      for (int column = 0; column < columns.size(); column++) {
        int slot = slots.slot(columns.get(column));
        if (slot != ObservationSlots.NOT_ASKED_FOR) {
          draft.claim(slot);
          readField(reader.field(column), slot, draft);
        }
      }
      if (reader.next()) {
        throw new MalformedRecordException("value", "a second line", "one CSV record");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory cannot fail", e);
    }
  }

  private void readField(String text, int slot, ObservationDraft draft) {
    if (slots.isChannel(slot)) {
      String number = text.strip();
      if (!Decimals.isDecimal(number)) {
        throw new MalformedRecordException(
            slots.name(slot), MalformedRecordException.quoted(text), "a number");
      }
      double value = Double.parseDouble(number);
      if (!slots.accepts(slot, value)) {
        throw slots.refusal(slot, number, value);
      }
      draft.channel(slot, value);
    } else if (slot == slots.time()) {
      draft.time(text.strip());
    } else {
      draft.series(text);
    }
  }
}
