package dev.foretick.common.wire;

import static dev.foretick.common.wire.ObservationSlots.NOT_ASKED_FOR;

import dev.foretick.common.series.SeriesId;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * An observation while its message is read: each field that is asked for once, and none missing.
 */
final class ObservationDraft {
  private final ObservationSlots slots;
  private final TimeUnitFormat timeFormat;
  private final BitSet filled = new BitSet();
  private final double[] channels;
  private @Nullable String series;
  private long epochNanos;

  ObservationDraft(ObservationSlots slots, TimeUnitFormat timeFormat) {
    this.slots = slots;
    this.timeFormat = timeFormat;
    this.channels = new double[slots.channels()];
  }

  /** Marks a field as seen. A field that stands twice is ambiguous, so it is refused. */
  void claim(int slot) {
    if (filled.get(slot)) {
      throw new MalformedRecordException(slots.name(slot), "twice", "once");
    }
    filled.set(slot);
  }

  void channel(int slot, double value) {
    channels[slot] = value;
  }

  void series(String name) {
    series = name;
  }

  void time(String text) {
    try {
      epochNanos = timeFormat.parse(text);
    } catch (DateTimeException e) {
      throw new MalformedRecordException(
          slots.name(slots.time()), MalformedRecordException.quoted(text), expectedTime());
    }
  }

  String expectedTime() {
    return timeFormat.expected() + " from 1677-09-21 to 2262-04-11";
  }

  /** Puts the parts together, but for what the message leaves to its record. */
  void finish(DecodedObservation into) {
    int missing = filled.nextClearBit(0);
    if (missing < slots.count()) {
      throw new MalformedRecordException(slots.name(missing), "missing", expected(missing));
    }
    for (int channel = 0; channel < channels.length; channel++) {
      into.channel(channel, channels[channel]);
    }
    if (slots.time() != NOT_ASKED_FOR) {
      into.epochNanos(epochNanos);
    }
    if (series != null) {
      byte[] id = seriesId(slots.name(slots.series()), series).getBytes(StandardCharsets.UTF_8);
      into.series(id, 0, id.length);
    }
  }

  /** Checks a series id. */
  static String seriesId(String what, String name) {
    try {
      return new SeriesId(name).value();
    } catch (IllegalArgumentException e) {
      throw new MalformedRecordException(
          what,
          MalformedRecordException.quoted(name),
          "a series id of 1 to %d Unicode characters".formatted(SeriesId.MAX_LENGTH));
    }
  }

  private String expected(int slot) {
    if (slots.isChannel(slot)) {
      return "a number";
    }
    return slot == slots.time() ? expectedTime() : "the series id";
  }
}
