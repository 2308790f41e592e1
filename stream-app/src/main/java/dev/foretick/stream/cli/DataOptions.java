package dev.foretick.stream.cli;

import dev.foretick.common.wire.TimeUnitFormat;
import dev.foretick.model.dataset.CsvOptions;
import dev.foretick.model.dataset.MissingValues;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which file to learn from, and what its columns are. */
final class DataOptions {
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
      paramLabel = "COLUMN",
      split = ",",
      description = "Further columns that the network sees, e.g. volume,bid.")
  private List<String> covariateFields = new ArrayList<>();

  @Option(
      names = "--missing",
      paramLabel = "NAME",
      defaultValue = "fail",
      converter = OptionNames.Missing.class,
      description =
          "Holes: fail, previous (repeat the last value) or drop (default: ${DEFAULT-VALUE}).")
  private MissingValues missing = MissingValues.FAIL;

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

  CsvOptions csv() {
    return new CsvOptions(
        Optional.ofNullable(timeField),
        targetField,
        covariateFields,
        Optional.ofNullable(seriesField),
        Optional.ofNullable(timeFormat),
        missing,
        !noHeader,
        delimiter,
        sort);
  }
}
