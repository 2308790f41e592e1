package dev.foretick.model.dataset;

import dev.foretick.common.wire.TimeUnitFormat;
import java.util.List;
import java.util.Optional;

/**
 * What was in a CSV file.
 *
 * @param series in the order of their first rows; each has at least one row
 * @param timeFormat how the time column states time, as configured or as told from its first value;
 *     empty without a time column
 * @param rows how many rows the file has
 * @param holes how many of their cells were holes
 * @param doubts what is allowed and yet looks like a mistake, one line each
 */
public record CsvContent(
    List<SeriesData> series,
    Optional<TimeUnitFormat> timeFormat,
    long rows,
    long holes,
    List<String> doubts) {
  public CsvContent {
    series = List.copyOf(series);
    doubts = List.copyOf(doubts);
  }
}
