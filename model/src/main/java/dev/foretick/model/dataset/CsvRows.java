package dev.foretick.model.dataset;

import static dev.foretick.common.wire.MalformedRecordException.quoted;

import dev.foretick.common.series.EpochNanos;
import dev.foretick.common.series.SeriesId;
import dev.foretick.common.wire.CsvReader;
import dev.foretick.common.wire.Decimals;
import dev.foretick.common.wire.TimeUnitFormat;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rows of one file, sorted into its series. */
final class CsvRows {
  private static final Set<String> HOLES = Set.of("", "na", "n/a", "nan", "null", "none", "?");

  /** Arrays that grow are there twice for a moment, the second time half as large again. */
  private static final int SHARE_OF_HEAP = 3;

  /** A name, a builder and its arrays, beside the rows. */
  private static final long BYTES_OF_SERIES = 512;

  private static final long INDEX_STEP_NANOS = 1_000_000_000L;

  private final Path file;
  private final CsvColumns columns;
  private final CsvFormat format;
  private final Map<String, SeriesBuilder> series = new LinkedHashMap<>();
  private final boolean wide;
  private final float[] values;
  private final long bytesOfRow;
  private final long bytesAllowed;
  private long bytes;
  private @Nullable TimeUnitFormat timeFormat;
  private long line;
  private long rows;
  private long holes;

  private CsvRows(Path file, CsvColumns columns, CsvFormat format, long bytesAllowed) {
    this.file = file;
    this.columns = columns;
    this.format = format;
    this.wide = !columns.wideSeries().isEmpty();
    this.values = new float[columns.channelCount()];
    this.bytesOfRow = Long.BYTES + (long) values.length * Float.BYTES;
    this.bytesAllowed = bytesAllowed;
    this.timeFormat = format.timeFormat().orElse(null);
  }

  /**
   * Reads a file.
   *
   * @param columns finds the columns by the first record, the header or a row
   */
  static CsvContent load(Path file, CsvFormat format, Function<CsvReader, CsvColumns> columns) {
    return load(file, format, columns, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
  }

  /** Reads a file that may take so many bytes of memory. */
  static CsvContent load(
      Path file, CsvFormat format, Function<CsvReader, CsvColumns> columns, long bytesAllowed) {
    return CsvFile.read(
        file,
        format.delimiter(),
        csv -> {
          boolean more = csv.next();
          if (!more) {
            throw new DatasetException(
                file, "empty", format.header() ? "a header and rows" : "rows");
          }
          CsvRows rows = new CsvRows(file, columns.apply(csv), format, bytesAllowed);
          more = !format.header() || csv.next();
          while (more) {
            rows.add(csv);
            more = csv.next();
          }
          return rows.content();
        });
  }

  /** Takes in the row that the reader stands on. */
  private void add(CsvReader row) {
    line = row.line();
    rows++;
    if (row.size() != columns.count()) {
      throw wrong(row.size() + " columns", Integer.toString(columns.count()));
    }
    SeriesBuilder builder = builder(row);
    long time = time(row, builder);
    boolean whole = true;
    for (int channel = 0; channel < values.length; channel++) {
      int column = columns.channel(channel);
      values[channel] = value(column, row.field(column).strip());
      whole &= !Float.isNaN(values[channel]);
    }
    // In a wide file the row may be whole for other columns.
    if (whole || wide || format.missing() != MissingValues.DROP) {
      take(bytesOfRow);
      builder.add(time, values);
    }
  }

  /** Counts memory before it is asked for: a small file can inflate to any size. */
  private void take(long more) {
    bytes += more;
    if (bytes > bytesAllowed) {
      throw wrong(
          "more than %d MB of numbers by here".formatted(bytesAllowed >> 20),
          "at most a third of Java's heap, which -Xmx makes larger");
    }
  }

  private CsvContent content() {
    List<SeriesData> read =
        series.values().stream().flatMap(this::build).filter(data -> data.length() > 0).toList();
    if (read.isEmpty()) {
      throw new DatasetException(
          file, rows == 0 ? "no rows" : "a hole in every row", "at least one whole row");
    }
    return new CsvContent(
        read,
        columns.time() == CsvColumns.NONE ? Optional.empty() : Optional.ofNullable(timeFormat),
        rows,
        holes,
        doubts(read.get(0)));
  }

  /** Where a column names the series, times may repeat for other reasons. */
  private List<String> doubts(SeriesData first) {
    boolean one = columns.time() != CsvColumns.NONE && columns.series() == CsvColumns.NONE;
    return one ? new EqualTimes(file, format, columns).doubt(first).stream().toList() : List.of();
  }

  private Stream<SeriesData> build(SeriesBuilder builder) {
    return wide
        ? builder.buildEach(columns.wideSeries(), format.missing()).stream()
        : Stream.of(builder.build());
  }

  private SeriesBuilder builder(CsvReader row) {
    boolean many = columns.series() != CsvColumns.NONE;
    String name = many ? row.field(columns.series()) : baseName(file);
    SeriesBuilder known = series.get(name);
    if (known != null) {
      return known;
    }
    take(BYTES_OF_SERIES + SeriesBuilder.INITIAL_ROWS * bytesOfRow);
    try {
      SeriesBuilder added = new SeriesBuilder(new SeriesId(name), values.length);
      series.put(name, added);
      return added;
    } catch (IllegalArgumentException e) {
      throw wrong(
          "%s is %s".formatted(columns.name(columns.series()), quoted(name)),
          "a series id of 1 to %d characters".formatted(SeriesId.MAX_LENGTH));
    }
  }

  private long time(CsvReader row, SeriesBuilder builder) {
    if (columns.time() == CsvColumns.NONE) {
      return builder.nextIndex() * INDEX_STEP_NANOS;
    }
    String text = row.field(columns.time()).strip();
    String name = columns.name(columns.time());
    try {
      TimeUnitFormat told = timeFormat == null ? CsvTimeFormat.tell(text) : timeFormat;
      timeFormat = told;
      long time = told.parse(text);
      if (time < builder.lastTime() && !format.sort()) {
        throw wrong(
            "%s is %s, before %s in the row above"
                .formatted(name, quoted(text), EpochNanos.toInstant(builder.lastTime())),
            "time order; --sort puts rows in order");
      }
      return time;
    } catch (DateTimeException e) {
      throw new DatasetException(file, line, "%s is %s".formatted(name, e.getMessage()));
    }
  }

  private float value(int column, String text) {
    if (Decimals.isDecimal(text)) {
      float value = (float) Double.parseDouble(text);
      if (!Float.isFinite(value)) {
        throw wrongValue(column, text, "a finite number up to " + Float.MAX_VALUE);
      }
      return value;
    }
    if (!HOLES.contains(text.toLowerCase(Locale.ROOT))) {
      throw wrongValue(column, text, "a number");
    }
    if (format.missing() == MissingValues.FAIL) {
      throw wrongValue(
          column, text, "a finite number; --missing previous or --missing drop accept holes");
    }
    holes++;
    return Float.NaN;
  }

  private DatasetException wrongValue(int column, String text, String expected) {
    return wrong("%s is %s".formatted(columns.name(column), quoted(text)), expected);
  }

  private DatasetException wrong(String found, String expected) {
    return new DatasetException(file, line, found, expected);
  }

  private static String baseName(Path file) {
    String name = String.valueOf(file.getFileName());
    String plain = name.replaceFirst("(?<=.)\\.gz$", "");
    int dot = plain.lastIndexOf('.');
    return dot > 0 ? plain.substring(0, dot) : plain;
  }
}
