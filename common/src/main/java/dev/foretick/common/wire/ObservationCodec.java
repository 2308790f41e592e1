package dev.foretick.common.wire;

import dev.foretick.common.series.Observation;
import org.jspecify.annotations.Nullable;

/**
 * Turns the bytes of a record into an observation, or says why they are none. One thread owns it.
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
  private final PlainJsonObservations plainJson;
  private final JsonObservations json;
  private final CsvObservations csv;

  public ObservationCodec(ObservationFormat format) {
    this.format = format;
    this.slots = new ObservationSlots(format);
    this.plainJson = new PlainJsonObservations(slots, format.time());
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
   * @param into takes the observation; may hold parts of one after a failure
   * @throws MalformedRecordException if the record is anything else than an observation; no other
   *     exception leaves this method
   */
  public void decode(
      byte @Nullable [] key,
      byte @Nullable [] value,
      long recordTimestampMillis,
      DecodedObservation into) {
    if (value == null || value.length == 0) {
      throw new MalformedRecordException("value", value == null ? "null" : "empty", expected());
    }
    if (format.kind() != ObservationFormat.Kind.JSON || !plainJson.read(value, into)) {
      decodeCarefully(value, into);
    }
    if (slots.time() == ObservationSlots.NOT_ASKED_FOR) {
      into.epochNanos(RecordParts.time(recordTimestampMillis));
    }
    if (slots.series() == ObservationSlots.NOT_ASKED_FOR) {
      byte[] series = RecordParts.series(key);
      into.series(series, 0, series.length);
    }
  }

  /**
   * Reads one record into an object of its own: see {@link #decode(byte[], byte[], long,
   * DecodedObservation)}.
   */
  public Observation decode(
      byte @Nullable [] key, byte @Nullable [] value, long recordTimestampMillis) {
    DecodedObservation decoded = new DecodedObservation(format.channels());
    decode(key, value, recordTimestampMillis, decoded);
    return decoded.copy();
  }

  private void decodeCarefully(byte[] value, DecodedObservation into) {
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
    draft.finish(into);
  }

  private String expected() {
    return switch (format.kind()) {
      case JSON -> "a JSON object";
      case CSV -> "a CSV record";
    };
  }
}
