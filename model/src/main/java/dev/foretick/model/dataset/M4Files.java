package dev.foretick.model.dataset;

import static dev.foretick.common.wire.MalformedRecordException.quoted;

import dev.foretick.common.series.SeriesId;
import dev.foretick.common.wire.CsvReader;
import dev.foretick.common.wire.Decimals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the files of the M4 competition (Makridakis, Spiliotis, Assimakopoulos, 2020; {@code
 * Hourly-train.csv}, {@code Hourly-test.csv} and so on), plain or, where the name ends in {@code
 * .gz}, compressed: a header, then one row for each series with its id, its values in time order,
 * and empty cells behind them.
 */
public final class M4Files {
  private M4Files() {}

  /**
   * Reads two files that belong together. Their rows may come in different orders.
   *
   * @return in the order of the training file; each series has at least one value in either part
   * @throws DatasetException if a file cannot be read, is of another shape, or lacks a series that
   *     the other one has
   */
  public static List<M4Series> read(Path train, Path test) {
    Map<SeriesId, Row> histories = rows(train);
    Map<SeriesId, Row> futures = rows(test);
    List<M4Series> series = new ArrayList<>(histories.size());
    for (Map.Entry<SeriesId, Row> history : histories.entrySet()) {
      Row future = futures.remove(history.getKey());
      if (future == null) {
        throw alone(train, history, test);
      }
      series.add(new M4Series(history.getKey(), history.getValue().values, future.values));
    }
    for (Map.Entry<SeriesId, Row> future : futures.entrySet()) {
      throw alone(test, future, train);
    }
    return series;
  }

  private static Map<SeriesId, Row> rows(Path file) {
    return CsvFile.read(file, ',', csv -> rows(file, csv));
  }

  private static Map<SeriesId, Row> rows(Path file, CsvReader csv) throws IOException {
    if (!csv.next()) {
      throw new DatasetException(file, "empty", "a header and rows");
    }
    // A row in its place would be a series lost.
    if (csv.size() < 2 || Decimals.isDecimal(csv.field(1).strip())) {
      throw new DatasetException(file, csv.line(), "no header", "a header such as V1,V2,V3");
    }
    int columns = csv.size();
    Map<SeriesId, Row> rows = new LinkedHashMap<>();
    while (csv.next()) {
      if (csv.size() > columns) {
        throw new DatasetException(file, csv.line(), csv.size() + " columns", "at most " + columns);
      }
      Row row = new Row(csv.line(), values(file, csv));
      Row other = rows.putIfAbsent(id(file, csv), row);
      if (other != null) {
        throw new DatasetException(
            file,
            csv.line(),
            "%s as on line %d".formatted(quoted(csv.field(0).strip()), other.line),
            "ids that differ");
      }
    }
    if (rows.isEmpty()) {
      throw new DatasetException(file, "no rows", "one for each series");
    }
    return rows;
  }

  private static SeriesId id(Path file, CsvReader csv) {
    String name = csv.field(0).strip();
    try {
      return new SeriesId(name);
    } catch (IllegalArgumentException e) {
      throw new DatasetException(
          file,
          csv.line(),
          "the id is " + quoted(name),
          "1 to %d characters".formatted(SeriesId.MAX_LENGTH));
    }
  }

  /** The cells behind the id, up to the empty ones at the end. */
  private static float[] values(Path file, CsvReader csv) {
    int end = csv.size();
    while (end > 1 && csv.field(end - 1).isBlank()) {
      end--;
    }
    if (end == 1) {
      throw new DatasetException(file, csv.line(), "no values", "at least one");
    }
    float[] values = new float[end - 1];
    for (int i = 0; i < values.length; i++) {
      String text = csv.field(i + 1).strip();
      float value = Decimals.isDecimal(text) ? (float) Double.parseDouble(text) : Float.NaN;
      if (!Float.isFinite(value)) {
        throw new DatasetException(
            file,
            csv.line(),
            "column %d is %s".formatted(i + 2, quoted(text)),
            text.isEmpty() ? "no hole before the last value" : "a number");
      }
      values[i] = value;
    }
    return values;
  }

  private static DatasetException alone(Path file, Map.Entry<SeriesId, Row> row, Path other) {
    return new DatasetException(
        file,
        row.getValue().line,
        "%s, which is not in %s".formatted(quoted(row.getKey().value()), other.getFileName()),
        "the same ids in both files");
  }

  private record Row(long line, float[] values) {}
}
