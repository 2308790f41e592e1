package dev.foretick.stream.cli;

import dev.foretick.common.window.CalendarFeature;
import dev.foretick.common.wire.TimeUnitFormat;
import dev.foretick.model.dataset.CalendarChannels;
import dev.foretick.model.dataset.CsvContent;
import dev.foretick.model.dataset.CsvOptions;
import dev.foretick.model.dataset.CsvSeriesReader;
import dev.foretick.model.dataset.Frequency;
import dev.foretick.model.dataset.GapFill;
import dev.foretick.model.dataset.MissingValues;
import dev.foretick.model.dataset.SeriesData;
import dev.foretick.model.dataset.SeriesSchema;
import dev.foretick.model.dataset.WideCsvReader;
import dev.foretick.stream.terminal.Figures;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which file to learn from, and what its columns are. */
final class DataOptions {
  private static final String ALL = "all";

  /** What the value of a message is called where each series was a column. */
  private static final String WIDE_TARGET = "value";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--data", paramLabel = "FILE", description = "A CSV file, plain or .gz.")
  private Path file = Path.of("");

  @Option(names = "--target-field", paramLabel = "COLUMN", description = "The column to forecast.")
  private String targetField = "";

  @Option(
      names = "--time-field",
      paramLabel = "COLUMN",
      description = "The column of event time; without it, rows are one second apart.")
  private @Nullable String timeField;

  @Option(
      names = "--time-format",
      paramLabel = "NAME",
      converter = OptionNames.TimeFormats.class,
      description =
          "iso, epoch-s, epoch-ms, epoch-us or epoch-ns (default: told from the first row).")
  private @Nullable TimeUnitFormat timeFormat;

  @Option(
      names = "--series-field",
      paramLabel = "COLUMN",
      description =
          "The column that names the series of a row; without it, the file is one series.")
  private @Nullable String seriesField;

  @Option(
      names = "--covariate-fields",
      paramLabel = "COLUMN,…",
      hideParamSyntax = true,
      split = ",",
      converter = ColumnName.class,
      description = "Further columns that the network sees, e.g. volume,bid.")
  private List<String> covariateFields = new ArrayList<>();

  @Option(
      names = "--channels",
      paramLabel = "all|COLUMN,…",
      hideParamSyntax = true,
      split = ",",
      converter = ColumnName.class,
      description = {
        "Instead of --target-field: these columns, or all but the time, are a series each, named"
            + " after their column. One whose name holds a comma stands in double quotes."
      })
  private List<String> channels = new ArrayList<>();

  @Option(
      names = "--calendar",
      paramLabel = "NAME",
      split = ",",
      converter = OptionNames.Calendar.class,
      description = {
        "What the network is told of the calendar of the steps to come, in UTC: minute-of-hour,"
            + " hour-of-day, day-of-week, day-of-year."
      })
  private List<CalendarFeature> calendar = new ArrayList<>();

  @Option(
      names = "--missing",
      paramLabel = "NAME",
      defaultValue = "fail",
      converter = OptionNames.Missing.class,
      description =
          "Holes: fail, previous (repeat the last value) or drop (default: ${DEFAULT-VALUE}).")
  private MissingValues missing = MissingValues.FAIL;

  @Option(
      names = "--fill-gaps",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = {
        "Where the next row comes later than usual, but within this time, e.g. 30m, put in the rows"
            + " between, each with the values before (default: none)."
      })
  private @Nullable Duration fillGaps;

  @Option(
      names = "--no-header",
      description = "The file has no header: columns go by their number, from 1.")
  private boolean noHeader;

  @Option(
      names = "--delimiter",
      paramLabel = "CHAR",
      defaultValue = ",",
      description = "Between two columns (default: ${DEFAULT-VALUE}).")
  private char delimiter;

  @Option(names = "--sort", description = "Put rows in time order instead of refusing them.")
  private boolean sort;

  Path file() {
    return file;
  }

  /**
   * The columns that are a series each; all if it is empty; nothing if one column is the target.
   */
  Optional<List<String>> seriesColumns() {
    return channels.isEmpty()
        ? Optional.empty()
        : Optional.of(channels.equals(List.of(ALL)) ? List.of() : channels);
  }

  boolean fillsGaps() {
    return fillGaps != null;
  }

  boolean hasTarget() {
    return !targetField.isEmpty();
  }

  /** How many values an observation has, calendar included. */
  int channelCount() {
    return 1 + covariateFields.size() + CalendarFeature.CHANNELS * calendar.size();
  }

  Optional<String> timeField() {
    return Optional.ofNullable(timeField);
  }

  Optional<TimeUnitFormat> timeFormat() {
    return Optional.ofNullable(timeFormat);
  }

  Optional<String> seriesField() {
    return Optional.ofNullable(seriesField);
  }

  /** What the value of a message is called: its column, unless each series is one. */
  String targetName() {
    return hasTarget() ? targetField : WIDE_TARGET;
  }

  List<String> covariateFields() {
    return covariateFields;
  }

  /** Takes these columns where the options name none. */
  void defaultTo(String target, List<String> covariates) {
    if (channels.isEmpty() && targetField.isEmpty()) {
      targetField = target;
      if (covariateFields.isEmpty()) {
        covariateFields = new ArrayList<>(covariates);
      }
    }
  }

  /**
   * Reads the file, without a calendar.
   *
   * @throws dev.foretick.model.dataset.DatasetException if it is not as the options say
   */
  List<SeriesData> history() {
    List<SeriesData> series = content().series();
    return fillsGaps() ? filled(series, Frequency.infer(series)).series() : series;
  }

  /**
   * Reads the file.
   *
   * @throws dev.foretick.model.dataset.DatasetException if it is not as the options say
   */
  LoadedData load(int horizon) {
    CsvContent content = content();
    Duration frequency = Frequency.infer(content.series());
    GapFill.Filled filled = filled(content.series(), frequency);
    SeriesSchema schema = new SeriesSchema(targetName(), covariateFields, calendar, frequency);
    return new LoadedData(
        CalendarChannels.append(filled.series(), calendar, frequency, horizon),
        schema,
        filled.rows(),
        summary(content, frequency, filled.rows()));
  }

  private CsvContent content() {
    CsvContent content =
        seriesColumns()
            .map(columns -> new WideCsvReader(csvOf(WIDE_TARGET).format()).load(file, columns))
            .orElseGet(() -> new CsvSeriesReader(csv()).load(file));
    PrintWriter err = spec.commandLine().getErr();
    content.doubts().forEach(doubt -> err.println("warning: " + doubt));
    err.flush();
    return content;
  }

  private GapFill.Filled filled(List<SeriesData> series, Duration frequency) {
    if (fillGaps == null) {
      return new GapFill.Filled(series, 0);
    }
    if (fillGaps.compareTo(frequency.multipliedBy(2)) < 0) {
      throw new IllegalArgumentException(
          "--fill-gaps: %s, with rows every %s (expected: at least twice that)"
              .formatted(Figures.span(fillGaps), Figures.span(frequency)));
    }
    return new GapFill(frequency, fillGaps).fill(series);
  }

  /**
   * Checks the options against each other.
   *
   * @throws IllegalArgumentException if they contradict each other
   */
  void check() {
    if (channels.isEmpty() == targetField.isEmpty()) {
      throw new IllegalArgumentException(
          "--target-field, --channels: %s (expected: one of them)"
              .formatted(channels.isEmpty() ? "none" : "both"));
    }
    if (!channels.isEmpty() && (seriesField != null || !covariateFields.isEmpty())) {
      throw new IllegalArgumentException(
          "--channels: with --series-field or --covariate-fields (expected: without)");
    }
    if (fillsGaps() && timeField == null) {
      throw new IllegalArgumentException(
          "--fill-gaps: without times (expected: with --time-field)");
    }
    csvOf(targetName());
  }

  private String summary(CsvContent content, Duration frequency, long filledRows) {
    return String.format(
        Locale.ROOT,
        "Read %s rows of %s series, %s%s%s%s.",
        Figures.count(content.rows()),
        Figures.count(content.series().size()),
        timeField == null ? "without times" : "one every " + Figures.span(frequency),
        content.timeFormat().map(format -> ", time as " + format.optionName()).orElse(""),
        content.holes() > 0
            ? ", " + Figures.count(content.holes()) + " holes filled or dropped"
            : "",
        fillsGaps() ? ", " + Figures.count(filledRows) + " rows put into gaps" : "");
  }

  CsvOptions csv() {
    return csvOf(targetField);
  }

  private CsvOptions csvOf(String target) {
    return new CsvOptions(
        Optional.ofNullable(timeField),
        target,
        covariateFields,
        Optional.ofNullable(seriesField),
        Optional.ofNullable(timeFormat),
        missing,
        !noHeader,
        delimiter,
        sort);
  }
}
