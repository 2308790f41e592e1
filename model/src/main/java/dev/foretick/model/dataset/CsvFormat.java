package dev.foretick.model.dataset;

import dev.foretick.common.wire.TimeUnitFormat;
import java.util.Optional;

/**
 * How a CSV file is written, whatever its columns mean.
 *
 * @param timeField the column of event time; without one, rows count as one second apart from 1970
 *     on, an index
 * @param timeFormat how the time column states time; if empty it is told from the first value
 * @param missing what to do with holes
 * @param header whether the first line names the columns; they go by their number from 1 otherwise
 * @param delimiter between two columns
 * @param sort whether rows out of time order are put in order rather than refused
 */
public record CsvFormat(
    Optional<String> timeField,
    Optional<TimeUnitFormat> timeFormat,
    MissingValues missing,
    boolean header,
    char delimiter,
    boolean sort) {

  /** A comma-separated file with a header, in time order and without holes. */
  public static CsvFormat of(Optional<String> timeField) {
    return new CsvFormat(timeField, Optional.empty(), MissingValues.FAIL, true, ',', false);
  }
}
