package dev.foretick.model.dataset;

import static dev.foretick.common.wire.MalformedRecordException.quoted;

import dev.foretick.common.wire.CsvReader;
import dev.foretick.common.wire.Decimals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Tells whether the rows of one series look like those of several: most times stand in the same
 * number of rows, or there is a column that tells rows of equal time apart. Ticks of one second are
 * neither.
 */
final class EqualTimes {
  /** A column with more values names no series. */
  private static final int MAX_VALUES = 1000;

  /** Rows of a series, at the least, that a column is to be the name of. */
  private static final int MIN_ROWS_OF_SERIES = 2;

  /** Of so many rows one may repeat its time. */
  private static final int ROWS_OF_A_REPEAT = 100;

  private final Path file;
  private final CsvFormat format;
  private final CsvColumns columns;

  EqualTimes(Path file, CsvFormat format, CsvColumns columns) {
    this.file = file;
    this.format = format;
    this.columns = columns;
  }

  /** What is odd about the times of a series in one line; empty if nothing is. */
  Optional<String> doubt(SeriesData data) {
    Map<Integer, Integer> timesByRows = timesByRows(data);
    int times = timesByRows.values().stream().mapToInt(Integer::intValue).sum();
    int repeated = times - timesByRows.getOrDefault(1, 0);
    if (2 * repeated <= times) {
      return Optional.empty();
    }
    List<String> names = candidates();
    int usual = timesByRows.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    boolean regular = 2 * usual > times && timesByRows.getOrDefault(1, 0) < usual;
    if (names.size() != 1 && !regular) {
      return Optional.empty();
    }
    return Optional.of(
        "%s: %d of %d times stand in more than one row (expected: once in each series; does a column name the series? --series-field %s)"
            .formatted(file, repeated, times, names.size() == 1 ? quoted(names.get(0)) : "COLUMN"));
  }

  /** How many times stand in one row, in two, and so on. */
  private static Map<Integer, Integer> timesByRows(SeriesData data) {
    Map<Integer, Integer> counts = new HashMap<>();
    int first = 0;
    for (int row = 1; row <= data.length(); row++) {
      if (row == data.length() || data.time(row) != data.time(first)) {
        counts.merge(row - first, 1, Integer::sum);
        first = row;
      }
    }
    return counts;
  }

  /** The columns of text with few values, each of them at most once at a time. */
  private List<String> candidates() {
    return CsvFile.read(
        file,
        format.delimiter(),
        csv -> {
          List<Column> all =
              IntStream.range(0, columns.count())
                  .filter(column -> column != columns.time())
                  .mapToObj(Column::new)
                  .toList();
          long rows = 0;
          boolean more = csv.next() && (!format.header() || csv.next());
          while (more) {
            rows++;
            more = add(csv, all);
          }
          long read = rows;
          return all.stream()
              .filter(column -> column.namesSeries(read))
              .map(column -> columns.name(column.index))
              .toList();
        });
  }

  private boolean add(CsvReader csv, List<Column> all) throws IOException {
    String time = csv.field(columns.time()).strip();
    all.forEach(column -> column.add(csv.field(column.index).strip(), time));
    return csv.next();
  }

  /** A column that may name the series, until it turns out not to. */
  private static final class Column {
    private final int index;
    private final Map<String, String> lastTimes = new HashMap<>();
    private boolean possible = true;
    private long repeats;

    Column(int index) {
      this.index = index;
    }

    void add(String value, String time) {
      if (possible) {
        // Rows of a series come in time order, or nearly so: what repeats stands together.
        repeats += time.equals(lastTimes.put(value, time)) ? 1 : 0;
        possible = !value.isEmpty() && !Decimals.isDecimal(value) && lastTimes.size() <= MAX_VALUES;
      }
    }

    boolean namesSeries(long rows) {
      return possible
          && lastTimes.size() > 1
          && rows >= (long) MIN_ROWS_OF_SERIES * lastTimes.size()
          && repeats <= rows / ROWS_OF_A_REPEAT;
    }
  }
}
