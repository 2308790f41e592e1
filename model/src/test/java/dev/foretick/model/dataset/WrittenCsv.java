package dev.foretick.model.dataset;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A file that a test writes, and what is read of it. */
record WrittenCsv(Path path) {
  /** Of files with a header and commas. */
  static CsvOptions options(
      @Nullable String time,
      String target,
      @Nullable String series,
      MissingValues missing,
      boolean sort,
      String... covariates) {
    return new CsvOptions(
        Optional.ofNullable(time),
        target,
        List.of(covariates),
        Optional.ofNullable(series),
        Optional.empty(),
        missing,
        true,
        ',',
        sort);
  }

  void write(String text) throws IOException {
    Files.writeString(path, text);
  }

  List<SeriesData> read(CsvOptions options) {
    return new CsvSeriesReader(options).read(path);
  }

  CsvContent load(CsvOptions options) {
    return new CsvSeriesReader(options).load(path);
  }

  void assertRefused(CsvOptions options, String message) {
    assertThatExceptionOfType(DatasetException.class)
        .isThrownBy(() -> read(options))
        .withMessage("%s: %s", path, message);
  }

  void assertRefusedAt(int line, CsvOptions options, String message) {
    assertThatExceptionOfType(DatasetException.class)
        .isThrownBy(() -> read(options))
        .withMessage("%s:%d: %s", path, line, message);
  }
}
