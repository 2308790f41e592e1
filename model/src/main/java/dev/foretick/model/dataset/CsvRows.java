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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rows of one file, sorted into its series. */
final class CsvRows {
  private static final Set<String> HOLES = Set.of("", "na", "n/a", "nan", "null", "none", "?");

  /** {@code 20240131}: as epoch seconds such numbers lie in August of 1970. */
  private static final Pattern COMPACT_DATE =
      Pattern.compile("(19|20)\\d\\d(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])");

  private static final long INDEX_STEP_NANOS = 1_000_000_000L;

  private final Path file;
  private final CsvColumns columns;
  private final CsvOptions options;
  private final Map<String, SeriesBuilder> series = new LinkedHashMap<>();
  private final float[] values;
  private @Nullable TimeUnitFormat timeFormat;
  private long line;
  private long rows;
  private long holes;

  CsvRows(Path file, CsvColumns columns, CsvOptions options) {
    this.file = file;
    this.columns = columns;
    this.options = options;
    this.values = new float[columns.channelCount()];
    this.timeFormat = options.timeFormat().orElse(null);
  }

  /** Takes in the row that the reader stands on. */
  void add(CsvReader row) {
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
    if (whole || options.missing() != MissingValues.DROP) {
      builder.add(time, values);
    }
  }

  CsvContent content() {
    List<SeriesData> read =
        series.values().stream()
            .map(SeriesBuilder::build)
            .filter(data -> data.length() > 0)
            .toList();
    if (read.isEmpty()) {
      throw new DatasetException(
          file, rows == 0 ? "no rows" : "a hole in every row", "at least one whole row");
    }
    return new CsvContent(
        read,
        columns.time() == CsvColumns.NONE ? Optional.empty() : Optional.ofNullable(timeFormat),
        rows,
        holes);
  }

  private SeriesBuilder builder(CsvReader row) {
    boolean many = columns.series() != CsvColumns.NONE;
    String name = many ? row.field(columns.series()) : baseName(file);
    SeriesBuilder known = series.get(name);
    if (known != null) {
      return known;
    }
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
      TimeUnitFormat format = timeFormat == null ? tell(text) : timeFormat;
      timeFormat = format;
      long time = format.parse(text);
      if (time < builder.lastTime() && !options.sort()) {
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

  /** Tells the unit of epoch time from its magnitude: as seconds, 1e11 is the year 5138. */
  private TimeUnitFormat tell(String first) {
    if (!Decimals.isDecimal(first)) {
      return TimeUnitFormat.ISO;
    }
    if (COMPACT_DATE.matcher(first).matches()) {
      throw new DateTimeException(
          "%s, which may be a date or epoch seconds (expected: dates as %s-%s-%s, or --time-format)"
              .formatted(first, first.substring(0, 4), first.substring(4, 6), first.substring(6)));
    }
    double magnitude = Math.abs(Decimals.parse(first));
    if (magnitude < 1e11) {
      return TimeUnitFormat.EPOCH_S;
    }
    if (magnitude < 1e14) {
      return TimeUnitFormat.EPOCH_MS;
    }
    return magnitude < 1e17 ? TimeUnitFormat.EPOCH_US : TimeUnitFormat.EPOCH_NS;
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
    if (options.missing() == MissingValues.FAIL) {
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
