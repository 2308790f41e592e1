package dev.foretick.model.dataset;

import dev.foretick.common.wire.TimeUnitFormat;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Where in a CSV file the history stands. Columns go by their name in the header, or, in a file
 * without one, by their number from 1.
 *
 * @param timeField the column of event time; without one, rows count as one second apart from 1970
 *     on, an index
 * @param targetField the column that is forecast
 * @param covariateFields the columns of the further channels, in order
 * @param seriesField the column that names the series of a row; without one, the file is one series
 *     named after it
 * @param timeFormat how the time column states time; if empty it is told from the first value
 * @param missing what to do with holes
 * @param header whether the first line names the columns
 * @param delimiter between two columns
 * @param sort whether rows out of time order are put in order rather than refused
 */
public record CsvOptions(
    Optional<String> timeField,
    String targetField,
    List<String> covariateFields,
    Optional<String> seriesField,
    Optional<TimeUnitFormat> timeFormat,
    MissingValues missing,
    boolean header,
    char delimiter,
    boolean sort) {

  public CsvOptions {
    covariateFields = List.copyOf(covariateFields);
    HashSet<String> seen = new HashSet<>();
    for (String field : fields(timeField, targetField, covariateFields, seriesField)) {
      if (field.isEmpty() || !seen.add(field)) {
        throw new IllegalArgumentException(
            "fields: '%s' %s (expected: names that differ)"
                .formatted(field, field.isEmpty() ? "is no name" : "stands twice"));
      }
      if (!header && !field.matches("[1-9][0-9]{0,5}")) {
        throw new IllegalArgumentException(
            "field: '%s' (expected: a column number from 1, because the file has no header)"
                .formatted(field));
      }
    }
  }

  /** A comma-separated file with a header, in time order and without holes. */
  public static CsvOptions of(Optional<String> timeField, String targetField) {
    return new CsvOptions(
        timeField,
        targetField,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        MissingValues.FAIL,
        true,
        ',',
        false);
  }

  /** What they say of the file whatever its columns mean. */
  public CsvFormat format() {
    return new CsvFormat(timeField, timeFormat, missing, header, delimiter, sort);
  }

  /** How many channels a row has: the target and the covariates. */
  public int channels() {
    return 1 + covariateFields.size();
  }

  private static List<String> fields(
      Optional<String> time, String target, List<String> covariates, Optional<String> series) {
    List<String> fields = new ArrayList<>(covariates);
    fields.add(target);
    time.ifPresent(fields::add);
    series.ifPresent(fields::add);
    return fields;
  }
}
