package dev.foretick.model.dataset;

import dev.foretick.common.wire.Decimals;
import dev.foretick.common.wire.TimeUnitFormat;
import java.time.DateTimeException;
import java.util.regex.Pattern;

/** Tells how a column states time from its first value. */
final class CsvTimeFormat {
  /** {@code 20240131}: as epoch seconds such numbers lie in August of 1970. */
  private static final Pattern COMPACT_DATE =
      Pattern.compile("(19|20)\\d\\d(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])");

  private CsvTimeFormat() {}

  /** Tells the unit of epoch time from its magnitude: as seconds, 1e11 is the year 5138. */
  static TimeUnitFormat tell(String first) {
    if (!Decimals.isDecimal(first)) {
      return TimeUnitFormat.ISO;
    }
    if (COMPACT_DATE.matcher(first).matches()) {
      throw new DateTimeException(
          "%s, which may be a date or epoch seconds (expected: dates as %s-%s-%s, or --time-format)"
              .formatted(first, first.substring(0, 4), first.substring(4, 6), first.substring(6)));
    }
    double magnitude = Math.abs(Decimals.parse(first));
    if (magnitude < 1e11) {
      return TimeUnitFormat.EPOCH_S;
    }
    if (magnitude < 1e14) {
      return TimeUnitFormat.EPOCH_MS;
    }
    return magnitude < 1e17 ? TimeUnitFormat.EPOCH_US : TimeUnitFormat.EPOCH_NS;
  }
}
