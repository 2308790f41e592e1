package dev.foretick.model.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.foretick.common.wire.TimeUnitFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CsvSeriesReaderTest {
  @TempDir Path directory;
  private Path file = Path.of("file.csv");

  @BeforeEach
  void placeFile() {
    file = directory.resolve("file.csv");
  }

  @Test
  void read_headerAndIsoTime_givesTargetThenCovariates() throws IOException {
    write(
        "\uFEFF\"x\", y ,\"t\",b\r\n9,1.5,2026-01-01 00:00:00,3\r\n8,2.5,2026-01-01T01:00Z,4\r\n");
    CsvOptions options = options("t", "y", null, MissingValues.FAIL, false, "b", "x");

    CsvContent content = new CsvSeriesReader(options).load(file);

    SeriesData data = content.series().get(0);
    assertThat(data.id().value()).isEqualTo("file");
    assertThat(values(data, 0)).containsExactly(1.5f, 2.5f);
    assertThat(values(data, 1)).containsExactly(3, 4);
    assertThat(values(data, 2)).containsExactly(9, 8);
    assertThat(times(data))
        .containsExactly(nanos("2026-01-01T00:00:00Z"), nanos("2026-01-01T01:00:00Z"));
    assertThat(content.timeFormat()).contains(TimeUnitFormat.ISO);
    assertThat(content.rows()).isEqualTo(2);
    assertThat(content.holes()).isZero();
  }

  @Test
  void read_noHeader_countsColumnsFromOne() throws IOException {
    write("5;1700000000;1\n6;1700000060;2\n");
    CsvOptions options =
        new CsvOptions(
            Optional.of("2"),
            "3",
            List.of("1"),
            Optional.empty(),
            Optional.empty(),
            MissingValues.FAIL,
            false,
            ';',
            false);
    SeriesData data = new CsvSeriesReader(options).read(file).get(0);
    assertThat(values(data, 0)).containsExactly(1, 2);
    assertThat(values(data, 1)).containsExactly(5, 6);
    assertThat(data.time(1)).isEqualTo(1_700_000_060_000_000_000L);
  }

  @ParameterizedTest
  @CsvSource({
    "1700000000,          EPOCH_S,  2023-11-14T22:13:20Z",
    "1700000000.5,        EPOCH_S,  2023-11-14T22:13:20.500Z",
    "1700000000123,       EPOCH_MS, 2023-11-14T22:13:20.123Z",
    "1700000000123456,    EPOCH_US, 2023-11-14T22:13:20.123456Z",
    "1700000000123456789, EPOCH_NS, 2023-11-14T22:13:20.123456789Z",
    "2026-01-02,          ISO,      2026-01-02T00:00:00Z",
  })
  void load_timeFormatNotConfigured_isToldFromTheFirstValue(
      String text, TimeUnitFormat format, Instant time) throws IOException {
    write("t,y\n" + text + ",1\n");
    CsvContent content = new CsvSeriesReader(CsvOptions.of(Optional.of("t"), "y")).load(file);
    assertThat(content.timeFormat()).contains(format);
    assertThat(content.series().get(0).time(0)).isEqualTo(nanos(time.toString()));
  }

  @Test
  void load_datesWithoutDashes_areNotTakenForSeconds() throws IOException {
    write("t,y\n20240131,1\n20240201,2\n");
    CsvSeriesReader reader = new CsvSeriesReader(CsvOptions.of(Optional.of("t"), "y"));
    assertThatExceptionOfType(DatasetException.class)
        .isThrownBy(() -> reader.load(file))
        .withMessageContaining("file.csv:2: t is 20240131")
        .withMessageContaining("expected: dates as 2024-01-31, or --time-format");
  }

  @Test
  void read_timeFormatConfigured_isNotGuessed() throws IOException {
    write("t,y\n86400,1\n");
    CsvOptions options =
        new CsvOptions(
            Optional.of("t"),
            "y",
            List.of(),
            Optional.empty(),
            Optional.of(TimeUnitFormat.EPOCH_MS),
            MissingValues.FAIL,
            true,
            ',',
            false);
    assertThat(new CsvSeriesReader(options).read(file).get(0).time(0)).isEqualTo(86_400_000_000L);
  }

  @Test
  void read_noTimeField_countsRowsOneSecondApart() throws IOException {
    write("y\n5\nNA\n7\n");
    CsvContent content =
        new CsvSeriesReader(options(null, "y", null, MissingValues.DROP, false)).load(file);
    assertThat(times(content.series().get(0))).containsExactly(0, 2_000_000_000L);
    assertThat(content.timeFormat()).isEmpty();
  }

  @Test
  void read_seriesField_sortsByFirstAppearance() throws IOException {
    write("s,t,y\nb,1,1\na,1,2\n\"b\",2,3\na,2,4\nc,0,5\n");
    List<SeriesData> series =
        new CsvSeriesReader(options("t", "y", "s", MissingValues.FAIL, false)).read(file);
    assertThat(series).extracting(data -> data.id().value()).containsExactly("b", "a", "c");
    assertThat(values(series.get(0), 0)).containsExactly(1, 3);
    assertThat(values(series.get(1), 0)).containsExactly(2, 4);
  }

  @Test
  void read_gz_isUnpackedByName() throws IOException {
    file = directory.resolve("prices.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("y\n1\n2\n".getBytes(StandardCharsets.UTF_8));
    }
    CsvOptions options = CsvOptions.of(Optional.empty(), "y");
    SeriesData data = new CsvSeriesReader(options).read(file).get(0);
    assertThat(data.id().value()).isEqualTo("prices");
    assertThat(data.length()).isEqualTo(2);

    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 9));
    assertRefused(
        options, "damaged: Unexpected end of ZLIB input stream (expected: a whole gzip file)");
    Files.writeString(file, "y\n1\n");
    assertRefused(options, "damaged: Not in GZIP format (expected: a whole gzip file)");
  }

  @ParameterizedTest
  @CsvSource(
      value = {"''", "NA", "NaN", "nan", "null", "N/A", "?", "' '"},
      ignoreLeadingAndTrailingWhitespace = false)
  void read_hole_failsWithTheLineUnlessAllowed(String hole) throws IOException {
    write("t,y,b\n1,1,1\n2," + hole + ",2\n3,3,3\n");
    assertRefusedAt(
        2 + 1,
        options("t", "y", null, MissingValues.FAIL, false),
        "y is '%s' (expected: a finite number; --missing previous or --missing drop accept holes)"
            .formatted(hole.strip()));
    assertThat(target(options("t", "y", null, MissingValues.DROP, false))).containsExactly(1, 3);
    assertThat(target(options("t", "y", null, MissingValues.PREVIOUS, false)))
        .containsExactly(1, 1, 3);
  }

  @Test
  void read_previous_startsWhereEveryChannelHasAValue() throws IOException {
    write("t,y,b\n1,NA,1\n2,2,NA\n3,NA,3\n4,4,NA\n");
    CsvOptions options = options("t", "y", null, MissingValues.PREVIOUS, false, "b");
    CsvContent content = new CsvSeriesReader(options).load(file);
    assertThat(values(content.series().get(0), 0)).containsExactly(2, 2, 4);
    assertThat(values(content.series().get(0), 1)).containsExactly(1, 3, 3);
    assertThat(content.holes()).isEqualTo(4);
  }

  @Test
  void read_previousInSeveralSeries_neverBorrowsFromAnother() throws IOException {
    write("s,t,y\na,1,7\nb,1,\nb,2,9\na,2,\nc,1,\n");
    List<SeriesData> series =
        new CsvSeriesReader(options("t", "y", "s", MissingValues.PREVIOUS, false)).read(file);
    assertThat(series).hasSize(2);
    assertThat(values(series.get(0), 0)).containsExactly(7, 7);
    assertThat(values(series.get(1), 0)).containsExactly(9);
  }

  @Test
  void read_outOfOrder_failsUnlessSorted() throws IOException {
    write("t,y\n3,1\n1,2\n3,3\n2,\n1,5\n");
    assertRefusedAt(
        3,
        options("t", "y", null, MissingValues.FAIL, false),
        "t is '1', before 1970-01-01T00:00:03Z in the row above"
            + " (expected: time order; --sort puts rows in order)");

    CsvOptions sort = options("t", "y", null, MissingValues.PREVIOUS, true);
    SeriesData data = new CsvSeriesReader(sort).read(file).get(0);
    // Filled in time order: the hole at 2 s repeats the 5 of the second row at 1 s.
    assertThat(values(data, 0)).containsExactly(2, 5, 5, 1, 3);
    assertThat(times(data))
        .containsExactly(
            1_000_000_000L, 1_000_000_000L, 2_000_000_000L, 3_000_000_000L, 3_000_000_000L);
  }

  @Test
  void read_manyRows_growsWithoutLoss() throws IOException {
    StringBuilder text = new StringBuilder("t,y\n");
    for (int i = 0; i < 10_000; i++) {
      text.append(i).append(',').append(i).append('\n');
    }
    write(text.toString());
    SeriesData data = new CsvSeriesReader(CsvOptions.of(Optional.of("t"), "y")).read(file).get(0);
    assertThat(data.length()).isEqualTo(10_000);
    assertThat(data.target(9_999)).isEqualTo(9_999);
    assertThat(data.time(9_999)).isEqualTo(9_999_000_000_000L);
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
    write(text);
    assertThatExceptionOfType(DatasetException.class)
        .isThrownBy(() -> new CsvSeriesReader(CsvOptions.of(Optional.of("t"), "y")).read(file))
        .withMessage(file + message);
  }

  @Test
  void read_emptySeriesName_isRefused() throws IOException {
    write("s,t,y\n,1,1\n");
    assertRefusedAt(
        2,
        options("t", "y", "s", MissingValues.FAIL, false),
        "s is '' (expected: a series id of 1 to 512 characters)");
  }

  @Test
  void read_missingFileOrOtherBytes_isRefused() throws IOException {
    CsvOptions options = CsvOptions.of(Optional.empty(), "y");
    assertRefused(options, "no such file (expected: a CSV file)");
    Files.write(file, new byte[] {'y', '\n', (byte) 0xE9, '\n'});
    assertRefused(options, "bytes that are not UTF-8 (expected: UTF-8 text)");
    file = directory;
    assertRefused(options, "unreadable: Is a directory (expected: a CSV file)");
  }

  @ParameterizedTest
  @EnumSource(MissingValues.class)
  void read_holesInEveryRow_isRefused(MissingValues missing) throws IOException {
    write("y\nNA\nNA\n");
    assertThatExceptionOfType(DatasetException.class)
        .isThrownBy(() -> new CsvSeriesReader(options(null, "y", null, missing, false)).read(file))
        .withMessageStartingWith(file.toString());
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

  private void write(String text) throws IOException {
    Files.writeString(file, text);
  }

  private float[] target(CsvOptions options) {
    return values(new CsvSeriesReader(options).read(file).get(0), 0);
  }

  private void assertRefused(CsvOptions options, String message) {
    assertThatExceptionOfType(DatasetException.class)
        .isThrownBy(() -> new CsvSeriesReader(options).read(file))
        .withMessage("%s: %s", file, message);
  }

  private void assertRefusedAt(int line, CsvOptions options, String message) {
    assertThatExceptionOfType(DatasetException.class)
        .isThrownBy(() -> new CsvSeriesReader(options).read(file))
        .withMessage("%s:%d: %s", file, line, message);
  }

  private static CsvOptions options(
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

  private static float[] values(SeriesData data, int channel) {
    float[] values = new float[data.length()];
    for (int row = 0; row < values.length; row++) {
      values[row] = data.value(channel, row);
    }
    return values;
  }

  private static long[] times(SeriesData data) {
    long[] times = new long[data.length()];
    for (int row = 0; row < times.length; row++) {
      times[row] = data.time(row);
    }
    return times;
  }

  private static long nanos(String time) {
    return TimeUnitFormat.ISO.parse(time);
  }
}
