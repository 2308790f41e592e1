package dev.foretick.common.wire;

import dev.foretick.common.series.SeriesId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the observations that almost everyone sends, {@link PlainJson} objects without inner ones,
 * and allocates nothing. What it does not take is not wrong: {@link JsonObservations} decides. What
 * it takes, it takes in the same way. One thread owns it.
 */
final class PlainJsonObservations {
  /** More than that is rare, and goes the careful way. */
  private static final int MAX_MESSAGE_BYTES = 1 << 16;

  private static final int MAX_FIELDS = Long.SIZE;
  private static final int MAX_NAME_LENGTH = 1_000;
  private static final int MAX_NUMBER_LENGTH = 64;

  private final ObservationSlots slots;
  private final TimeUnitFormat timeFormat;
  private final byte[][] names;
  private final PlainJson json = new PlainJson();

  PlainJsonObservations(ObservationSlots slots, TimeUnitFormat timeFormat) {
    this.slots = slots;
    this.timeFormat = timeFormat;
    this.names = new byte[slots.count()][];
    for (int slot = 0; slot < names.length; slot++) {
      names[slot] = slots.name(slot).getBytes(StandardCharsets.UTF_8);
    }
  }

  /**
   * Reads a message, but for what it leaves to its record.
   *
   * @return false if the message is not plain or not an observation; the result may then hold parts
   *     of it
   */
  boolean read(byte[] value, DecodedObservation into) {
    if (value.length > MAX_MESSAGE_BYTES || names.length > MAX_FIELDS) {
      return false;
    }
    json.open(value);
    long filled = 0;
    int found = 0;
    if (!json.take('{')) {
      return false;
    }
    do {
      if (!json.string() || json.to() - json.from() > MAX_NAME_LENGTH) {
        return false;
      }
      int slot = slotOf(value, json.from(), json.to());
      if (!json.take(':')) {
        return false;
      } else if (slot == ObservationSlots.NOT_ASKED_FOR) {
        if (!json.skip()) {
          return false;
        }
      } else {
        long bit = 1L << slot;
        if ((filled & bit) != 0 || !field(slot, into)) {
          return false;
        }
        filled |= bit;
        found++;
      }
    } while (json.take(','));
    return json.take('}') && json.isAtEnd() && found == names.length;
  }

  private int slotOf(byte[] value, int from, int to) {
    for (int slot = 0; slot < names.length; slot++) {
      byte[] name = names[slot];
      if (Arrays.equals(value, from, to, name, 0, name.length)) {
        return slot;
      }
    }
    return ObservationSlots.NOT_ASKED_FOR;
  }

  private boolean field(int slot, DecodedObservation into) {
    if (slots.isChannel(slot)) {
      return channel(slot, into);
    }
    return slot == slots.time() ? time(into) : series(into);
  }

  private boolean channel(int slot, DecodedObservation into) {
    if (!json.number() || !json.isExact()) {
      return false;
    }
    double number = json.value();
    into.channel(slot, number);
    return slots.accepts(slot, number);
  }

  private boolean time(DecodedObservation into) {
    boolean quoted = json.peek() == '"';
    if (quoted ? !json.string() : !json.number() || timeFormat == TimeUnitFormat.ISO) {
      return false;
    }
    int length = json.to() - json.from();
    if (length > MAX_NUMBER_LENGTH) {
      return false;
    }
    long time = timeFormat.parsePlain(json.bytes(), json.from(), json.to());
    into.epochNanos(time);
    return time != PlainTime.UNREADABLE;
  }

  private boolean series(DecodedObservation into) {
    if (json.peek() == '"' ? !json.string() : !json.number() || !json.isWhole()) {
      return false;
    }
    int length = json.to() - json.from();
    into.series(json.bytes(), json.from(), length);
    return length > 0 && length <= SeriesId.MAX_LENGTH;
  }
}
