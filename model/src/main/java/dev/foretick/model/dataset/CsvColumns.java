package dev.foretick.model.dataset;

import static dev.foretick.common.wire.MalformedRecordException.quoted;

import dev.foretick.common.series.SeriesId;
import dev.foretick.common.wire.CsvField;
import dev.foretick.common.wire.CsvReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Which columns of a file, from 0, hold what. */
final class CsvColumns {
  static final int NONE = -1;

  private static final int MAX_SHOWN = 50;

  private final Path file;
  private final List<String> names;
  private final int time;
  private final int series;
  private final int[] channels;
  private final List<SeriesId> wideSeries;

  private CsvColumns(
      Path file,
      List<String> names,
      Optional<String> timeField,
      Optional<String> seriesField,
      List<String> fields,
      boolean wide) {
    this.file = file;
    this.names = names;
    this.time = timeField.map(this::column).orElse(NONE);
    this.series = seriesField.map(this::column).orElse(NONE);
    this.channels = fields.stream().mapToInt(this::column).toArray();
    this.wideSeries = wide ? fields.stream().map(this::seriesId).toList() : List.of();
  }

  /**
   * Finds the columns of the options by the file's first record.
   *
   * @param first the reader on that record: the header, or a row if there is no header
   */
  static CsvColumns of(Path file, CsvReader first, CsvOptions options) {
    List<String> fields = new ArrayList<>();
    fields.add(options.targetField());
    fields.addAll(options.covariateFields());
    List<String> names = names(first, options.header());
    return new CsvColumns(file, names, options.timeField(), options.seriesField(), fields, false);
  }

  /**
   * Finds the columns of a wide file by its first record.
   *
   * @param series the columns that are read; if empty, all but the time column
   */
  static CsvColumns wide(Path file, CsvReader first, CsvFormat format, List<String> series) {
    List<String> names = names(first, format.header());
    List<String> fields = new ArrayList<>(series.isEmpty() ? names : series);
    format.timeField().ifPresent(fields::remove);
    if (fields.isEmpty()) {
      throw new DatasetException(
          file, first.line(), "no column but the time", "one for each series");
    }
    return new CsvColumns(file, names, format.timeField(), Optional.empty(), fields, true);
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

  /** The series that each channel of a wide file is; empty where channels belong together. */
  List<SeriesId> wideSeries() {
    return wideSeries;
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
          file, 1, "no column '%s'".formatted(name), "one of " + someNames());
    }
    if (column != names.lastIndexOf(name)) {
      throw new DatasetException(file, 1, "two columns '%s'".formatted(name), "one");
    }
    return column;
  }

  /** As many names as fit a message. */
  private String someNames() {
    String some =
        names.stream()
            .limit(MAX_SHOWN)
            .map(CsvColumns::shortened)
            .map(CsvField::written)
            .collect(Collectors.joining(", "));
    return names.size() > MAX_SHOWN ? some + ", …" : some;
  }

  private static String shortened(String name) {
    return name.length() > MAX_SHOWN ? name.substring(0, MAX_SHOWN) + "…" : name;
  }

  private SeriesId seriesId(String name) {
    try {
      return new SeriesId(name);
    } catch (IllegalArgumentException e) {
      throw new DatasetException(
          file,
          1,
          "column %d is named %s".formatted(column(name) + 1, quoted(name)),
          "a series id of 1 to %d characters".formatted(SeriesId.MAX_LENGTH));
    }
  }
}
