package dev.foretick.model.dataset;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads wide CSV files, in which each column is a series of its own, named after its column. A hole
 * concerns its own column alone: what {@link MissingValues} says of a row holds for each cell.
 *
 * <p>What stays in memory is {@code 8 + 4 · series} bytes a row: series without holes share their
 * times.
 */
public final class WideCsvReader {
  private final CsvFormat format;

  public WideCsvReader(CsvFormat format) {
    this.format = format;
  }

  /**
   * Reads some or all columns of a file.
   *
   * @param columns the series, in order; if empty, all columns but the time column, where columns
   *     without any value are left out
   * @throws DatasetException if the file cannot be read or is not as the format says, if it lacks a
   *     column, or if one that is asked for has no value
   */
  public CsvContent load(Path file, List<String> columns) {
    Set<String> seen = new HashSet<>();
    for (String column : columns) {
      if (format.timeField().filter(column::equals).isPresent()) {
        throw new IllegalArgumentException(
            "columns: '%s' is the time (expected: columns of values)".formatted(column));
      }
      if (!seen.add(column)) {
        throw new IllegalArgumentException(
            "columns: '%s' stands twice (expected: names that differ)".formatted(column));
      }
    }
    CsvContent content =
        CsvRows.load(file, format, first -> CsvColumns.wide(file, first, format, columns));
    for (String column : columns) {
      if (content.series().stream().noneMatch(data -> data.id().value().equals(column))) {
        throw new DatasetException(
            file, "column '%s' has no value".formatted(column), "at least one");
      }
    }
    return content;
  }
}
