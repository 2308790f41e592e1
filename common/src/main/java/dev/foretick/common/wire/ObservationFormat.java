package dev.foretick.common.wire;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where in a message an observation stands.
 *
 * @param seriesField the field that names the series; without one, the record's key does
 * @param timeField the field that states event time; without one, the record's timestamp counts
 * @param time how {@code timeField} states it
 * @param targetField the field whose value is forecast
 * @param covariateFields the fields of the further channels, in order
 * @param csvDelimiter between two columns of a CSV message
 * @param csvColumns names of the columns of a CSV message, in order; not used for JSON
 * @param positiveTarget whether the model can only take a target above 0, as log returns do
 */
public record ObservationFormat(
    Kind kind,
    Optional<String> seriesField,
    Optional<String> timeField,
    TimeUnitFormat time,
    String targetField,
    List<String> covariateFields,
    char csvDelimiter,
    List<String> csvColumns,
    boolean positiveTarget) {

  /** What the bytes of a message are. */
  public enum Kind {
    /** One JSON object, its fields at the top level. */
    JSON,
    /** One RFC 4180 record without a header. */
    CSV
  }

  public ObservationFormat {
    covariateFields = List.copyOf(covariateFields);
    csvColumns = List.copyOf(csvColumns);
    List<String> fields = fields(seriesField, timeField, targetField, covariateFields);
    requireNamesOnce("fields", fields);
    if (kind == Kind.CSV) {
      if (csvDelimiter == '"' || csvDelimiter == '\n' || csvDelimiter == '\r') {
        throw new IllegalArgumentException(
            "csv-delimiter: quote or line break (expected: a character such as , or ;)");
      }
      requireNamesOnce("csv-columns", csvColumns);
      for (String field : fields) {
        if (!csvColumns.contains(field)) {
          throw new IllegalArgumentException(
              "csv-columns: %s (expected: '%s' among them)"
                  .formatted(String.join(", ", csvColumns), field));
        }
      }
    }
  }

  /** A format for a model that takes any finite target. */
  public ObservationFormat(
      Kind kind,
      Optional<String> seriesField,
      Optional<String> timeField,
      TimeUnitFormat time,
      String targetField,
      List<String> covariateFields,
      char csvDelimiter,
      List<String> csvColumns) {
    this(
        kind,
        seriesField,
        timeField,
        time,
        targetField,
        covariateFields,
        csvDelimiter,
        csvColumns,
        false);
  }

  /** How many values an observation carries: the target and the covariates. */
  public int channels() {
    return 1 + covariateFields.size();
  }

  private static List<String> fields(
      Optional<String> series, Optional<String> time, String target, List<String> covariates) {
    List<String> fields = new ArrayList<>();
    fields.add(target);
    fields.addAll(covariates);
    series.ifPresent(fields::add);
    time.ifPresent(fields::add);
    return fields;
  }

  private static void requireNamesOnce(String what, List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (name.isEmpty() || !seen.add(name)) {
        throw new IllegalArgumentException(
            "%s: '%s' %s (expected: names that differ)"
                .formatted(what, name, name.isEmpty() ? "is no name" : "stands twice"));
      }
    }
  }
}
