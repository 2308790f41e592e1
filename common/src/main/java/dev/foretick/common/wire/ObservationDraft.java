package dev.foretick.common.wire;

import static dev.foretick.common.wire.ObservationSlots.NOT_ASKED_FOR;

import dev.foretick.common.series.EpochNanos;
import dev.foretick.common.series.Observation;
import dev.foretick.common.series.SeriesId;
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

  /** Puts the parts together, with what the message leaves to its record. */
  Observation observation(byte @Nullable [] key, long recordTimestampMillis) {
    int missing = filled.nextClearBit(0);
    if (missing < slots.count()) {
      throw new MalformedRecordException(slots.name(missing), "missing", expected(missing));
    }
    long time = slots.time() == NOT_ASKED_FOR ? fromRecord(recordTimestampMillis) : epochNanos;
    return new Observation(seriesId(key), EpochNanos.toInstant(time), channels);
  }

  private String expected(int slot) {
    if (slots.isChannel(slot)) {
      return "a number";
    }
    return slot == slots.time() ? expectedTime() : "the series id";
  }

  private SeriesId seriesId(byte @Nullable [] key) {
    String name = series;
    if (name == null) {
      if (key == null || key.length == 0) {
        throw new MalformedRecordException("key", "none", "the series id");
      }
      name = Utf8.decode("key", key);
    }
    try {
      return new SeriesId(name);
    } catch (IllegalArgumentException e) {
      throw new MalformedRecordException(
          slots.series() == NOT_ASKED_FOR ? "key" : slots.name(slots.series()),
          MalformedRecordException.quoted(name),
          "a series id of 1 to %d Unicode characters".formatted(SeriesId.MAX_LENGTH));
    }
  }

  private static long fromRecord(long recordTimestampMillis) {
    try {
      if (recordTimestampMillis >= 0) {
        return Math.multiplyExact(recordTimestampMillis, 1_000_000L);
      }
    } catch (ArithmeticException outOfRange) {
      // Falls through to the same complaint as a record without a timestamp.
    }
    throw new MalformedRecordException(
        "record timestamp",
        Long.toString(recordTimestampMillis),
        "epoch milliseconds from 0 to " + Long.MAX_VALUE / 1_000_000);
  }
}
