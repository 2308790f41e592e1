package dev.foretick.common.wire;

import dev.foretick.common.series.SeriesId;
import org.jspecify.annotations.Nullable;

/** What a record says of its observation beside its value. */
final class RecordParts {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private RecordParts() {}

  /** Event time in epoch nanoseconds, from a record's own timestamp. */
  static long time(long recordTimestampMillis) {
    if (recordTimestampMillis < 0 || recordTimestampMillis > Long.MAX_VALUE / NANOS_PER_MILLI) {
      throw new MalformedRecordException(
          "record timestamp",
          Long.toString(recordTimestampMillis),
          "epoch milliseconds from 0 to " + Long.MAX_VALUE / NANOS_PER_MILLI);
    }
    return recordTimestampMillis * NANOS_PER_MILLI;
  }

  /** A key that is a series id in UTF-8. */
  static byte[] series(byte @Nullable [] key) {
    if (key == null || key.length == 0) {
      throw new MalformedRecordException("key", "none", "the series id");
    }
    if (key.length > SeriesId.MAX_LENGTH || !isAscii(key)) {
      ObservationDraft.seriesId("key", Utf8.decode("key", key));
    }
    return key;
  }

  private static boolean isAscii(byte[] text) {
    for (byte character : text) {
      if (character < 0) {
        return false;
      }
    }
    return true;
  }
}
