package dev.foretick.model.dataset;

import java.nio.file.Path;
import java.util.List;

/**
 * Reads histories from CSV files, plain or, where the name ends in {@code .gz}, compressed. A file
 * is either one series or, with a series column, many; {@link WideCsvReader} reads files in which
 * each column is one.
 *
 * <p>The file streams through; what stays in memory is {@code 8 + 4 · channels} bytes a row, half
 * as much again while reading, and at most 2^31 rows. Reading stops at the first line that is not
 * as expected.
 */
public final class CsvSeriesReader {
  private final CsvOptions options;

  public CsvSeriesReader(CsvOptions options) {
    this.options = options;
  }

  /**
   * Reads the series of a file, in the order of their first rows.
   *
   * @throws DatasetException if the file cannot be read or is not as the options say
   */
  public List<SeriesData> read(Path file) {
    return load(file).series();
  }

  /**
   * Reads a file and says what was noticed on the way.
   *
   * @throws DatasetException if the file cannot be read or is not as the options say
   */
  public CsvContent load(Path file) {
    return CsvRows.load(file, options.format(), first -> CsvColumns.of(file, first, options));
  }
}
