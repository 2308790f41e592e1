package dev.foretick.model.dataset;

import dev.foretick.common.wire.CsvReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Which columns of a file, from 0, hold what. */
final class CsvColumns {
  static final int NONE = -1;

  private final Path file;
  private final List<String> names;
  private final int time;
  private final int series;
  private final int[] channels;

  /**
   * Finds the columns by the file's first record.
   *
   * @param first the reader on that record: the header, or a row if there is no header
   */
  CsvColumns(Path file, CsvReader first, CsvOptions options) {
    this.file = file;
    this.names = names(first, options.header());
    this.time = options.timeField().map(this::column).orElse(NONE);
    this.series = options.seriesField().map(this::column).orElse(NONE);
    List<String> fields = new ArrayList<>();
    fields.add(options.targetField());
    fields.addAll(options.covariateFields());
    this.channels = fields.stream().mapToInt(this::column).toArray();
  }

  /** How many columns every row has. */
  int count() {
    return names.size();
  }

  /** The time column, or {@link #NONE}. */
  int time() {
    return time;
  }

  /** The column that names the series, or {@link #NONE}. */
  int series() {
    return series;
  }

  int channel(int index) {
    return channels[index];
  }

  int channelCount() {
    return channels.length;
  }

  /** How a column is called in messages. */
  String name(int column) {
    return names.get(column);
  }

  private static List<String> names(CsvReader first, boolean header) {
    return IntStream.range(0, first.size())
        .mapToObj(i -> header ? first.field(i).strip() : Integer.toString(i + 1))
        .toList();
  }

  private int column(String name) {
    int column = names.indexOf(name);
    if (column < 0) {
      throw new DatasetException(
          file, 1, "no column '%s'".formatted(name), "one of " + String.join(", ", names));
    }
    if (column != names.lastIndexOf(name)) {
      throw new DatasetException(file, 1, "two columns '%s'".formatted(name), "one");
    }
    return column;
  }
}
