package dev.foretick.common.wire;

import dev.foretick.common.series.Observation;
import org.jspecify.annotations.Nullable;

/**
 * Turns the bytes of a record into an {@link Observation}, or says why they are none. Holds no
 * state between records, so threads may share it.
 *
 * <p>The rules, for JSON and CSV alike:
 *
 * <ul>
 *   <li>fields that nobody asked for are skipped, whatever they hold;
 *   <li>a field that is asked for stands exactly once;
 *   <li>target and covariates are numbers that are finite as floats; in JSON, a number in quotes is
 *       a string and refused;
 *   <li>ISO time is a string, epoch time a number or a string that holds one, because 64-bit
 *       nanoseconds do not survive every JSON writer as a number;
 *   <li>a series id is a string; in JSON, an integer counts as its digits.
 * </ul>
 */
public final class ObservationCodec {
  private final ObservationFormat format;
  private final ObservationSlots slots;
  private final JsonObservations json;
  private final CsvObservations csv;

  public ObservationCodec(ObservationFormat format) {
    this.format = format;
    this.slots = new ObservationSlots(format);
    this.json = new JsonObservations(slots);
    this.csv = new CsvObservations(slots, format);
  }

  public ObservationFormat format() {
    return format;
  }

  /**
   * Reads one record.
   *
   * @param key the series id in UTF-8, unless the format names a field for it
   * @param recordTimestampMillis the record's own timestamp in epoch milliseconds, which counts
   *     when the format names no time field
   * @throws MalformedRecordException if the record is anything else than an observation; no other
   *     exception leaves this method
   */
  public Observation decode(
      byte @Nullable [] key, byte @Nullable [] value, long recordTimestampMillis) {
    if (value == null || value.length == 0) {
      throw new MalformedRecordException("value", value == null ? "null" : "empty", expected());
    }
    if (value.length > Json.MAX_MESSAGE_BYTES) {
      throw new MalformedRecordException(
          "value",
          "%d bytes".formatted(value.length),
          "at most %d bytes".formatted(Json.MAX_MESSAGE_BYTES));
    }
    ObservationDraft draft = new ObservationDraft(slots, format.time());
    String text = Utf8.message(value);
    switch (format.kind()) {
      case JSON -> json.read(text, draft);
      case CSV -> csv.read(text, draft);
    }
    return draft.observation(key, recordTimestampMillis);
  }

  private String expected() {
    return switch (format.kind()) {
      case JSON -> "a JSON object";
      case CSV -> "a CSV record";
    };
  }
}
