package dev.foretick.model.dataset;

import static dev.foretick.model.dataset.WrittenCsv.options;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Files and options that cannot be used, and what is said of them. */
class CsvRefusalTest {
  @TempDir Path directory;
  private WrittenCsv file = new WrittenCsv(Path.of("file.csv"));

  @BeforeEach
  void placeFile() {
    file = new WrittenCsv(directory.resolve("file.csv"));
  }

  @Test
  void load_datesWithoutDashes_areNotTakenForSeconds() throws IOException {
    file.write("t,y\n20240131,1\n20240201,2\n");
    assertThatExceptionOfType(DatasetException.class)
        .isThrownBy(() -> file.load(CsvOptions.of(Optional.of("t"), "y")))
        .withMessageContaining("file.csv:2: t is 20240131")
        .withMessageContaining("expected: dates as 2024-01-31, or --time-format");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``|: empty (expected: a header and rows)",
        "`t,y\n`|: no rows (expected: at least one whole row)",
        "`t,z\n1,1`|:1: no column 'y' (expected: one of t, z)",
        "`t,y,y\n1,1,1`|:1: two columns 'y' (expected: one)",
        "`t,y\n1,1\n2`|:3: 1 columns (expected: 2)",
        "`t,y\n1,1\n\n2,abc`|:4: y is 'abc' (expected: a number)",
        "`t,y\n1,Infinity`|:2: y is 'Infinity' (expected: a number)",
        "`t,y\n1,1e39`|:2: y is '1e39' (expected: a finite number up to 3.4028235E38)",
        "`t,y\nyesterday,1`|:2: t is 'yesterday' (expected: ISO-8601 such as 2026-01-02T15:04:05.123Z)",
        "`t,y\n1,1\n2026-01-01,1`|:3: t is '2026-01-01' (expected: epoch seconds)",
        "`t,y\n,1`|:2: t is '' (expected: ISO-8601 such as 2026-01-02T15:04:05.123Z)",
        "`t,y\n1,\"1`|:2: column 2: a quote that is never closed"
            + " (expected: RFC 4180: \"a field in quotes, \"\" doubled\")",
      })
  void read_unusableFile_saysWhereAndWhatWasExpected(String text, String message)
      throws IOException {
    file.write(text);
    assertThatExceptionOfType(DatasetException.class)
        .isThrownBy(() -> file.read(CsvOptions.of(Optional.of("t"), "y")))
        .withMessage(file.path() + message);
  }

  @Test
  void read_emptySeriesName_isRefused() throws IOException {
    file.write("s,t,y\n,1,1\n");
    file.assertRefusedAt(
        2,
        options("t", "y", "s", MissingValues.FAIL, false),
        "s is '' (expected: a series id of 1 to 512 characters)");
  }

  @Test
  void read_missingFileOrOtherBytes_isRefused() throws IOException {
    CsvOptions options = CsvOptions.of(Optional.empty(), "y");
    file.assertRefused(options, "no such file (expected: a CSV file)");
    Files.write(file.path(), new byte[] {'y', '\n', (byte) 0xE9, '\n'});
    file.assertRefused(options, "bytes that are not UTF-8 (expected: UTF-8 text)");
    file = new WrittenCsv(directory);
    file.assertRefused(options, "unreadable: Is a directory (expected: a CSV file)");
  }

  @ParameterizedTest
  @EnumSource(MissingValues.class)
  void read_holesInEveryRow_isRefused(MissingValues missing) throws IOException {
    file.write("y\nNA\nNA\n");
    assertThatExceptionOfType(DatasetException.class)
        .isThrownBy(() -> file.read(options(null, "y", null, missing, false)))
        .withMessageStartingWith(file.path().toString());
  }

  @Test
  void options_thatCannotBe_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CsvOptions.of(Optional.of("y"), "y"))
        .withMessage("fields: 'y' stands twice (expected: names that differ)");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new CsvOptions(
                    Optional.empty(),
                    "price",
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    MissingValues.FAIL,
                    false,
                    ',',
                    false))
        .withMessage(
            "field: 'price' (expected: a column number from 1, because the file has no header)");
  }
}
