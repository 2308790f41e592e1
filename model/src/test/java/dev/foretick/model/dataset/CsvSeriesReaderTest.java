package dev.foretick.model.dataset;

import static dev.foretick.model.dataset.WrittenCsv.options;
import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvSeriesReaderTest {
  @TempDir Path directory;
  private WrittenCsv file = new WrittenCsv(Path.of("file.csv"));

  @BeforeEach
  void placeFile() {
    file = new WrittenCsv(directory.resolve("file.csv"));
  }

  @Test
  void read_headerAndIsoTime_givesTargetThenCovariates() throws IOException {
    file.write(
        "\uFEFF\"x\", y ,\"t\",b\r\n9,1.5,2026-01-01 00:00:00,3\r\n8,2.5,2026-01-01T01:00Z,4\r\n");
    CsvOptions options = options("t", "y", null, MissingValues.FAIL, false, "b", "x");

    CsvContent content = file.load(options);

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
    file.write("5;1700000000;1\n6;1700000060;2\n");
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
    SeriesData data = file.read(options).get(0);
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
    file.write("t,y\n" + text + ",1\n");
    CsvContent content = file.load(CsvOptions.of(Optional.of("t"), "y"));
    assertThat(content.timeFormat()).contains(format);
    assertThat(content.series().get(0).time(0)).isEqualTo(nanos(time.toString()));
  }

  @Test
  void read_timeFormatConfigured_isNotGuessed() throws IOException {
    file.write("t,y\n86400,1\n");
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
    assertThat(file.read(options).get(0).time(0)).isEqualTo(86_400_000_000L);
  }

  @Test
  void read_noTimeField_countsRowsOneSecondApart() throws IOException {
    file.write("y\n5\nNA\n7\n");
    CsvContent content = file.load(options(null, "y", null, MissingValues.DROP, false));
    assertThat(times(content.series().get(0))).containsExactly(0, 2_000_000_000L);
    assertThat(content.timeFormat()).isEmpty();
  }

  @Test
  void read_seriesField_sortsByFirstAppearance() throws IOException {
    file.write("s,t,y\nb,1,1\na,1,2\n\"b\",2,3\na,2,4\nc,0,5\n");
    List<SeriesData> series = file.read(options("t", "y", "s", MissingValues.FAIL, false));
    assertThat(series).extracting(data -> data.id().value()).containsExactly("b", "a", "c");
    assertThat(values(series.get(0), 0)).containsExactly(1, 3);
    assertThat(values(series.get(1), 0)).containsExactly(2, 4);
  }

  @Test
  void read_gz_isUnpackedByName() throws IOException {
    file = new WrittenCsv(directory.resolve("prices.csv.gz"));
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file.path()))) {
      out.write("y\n1\n2\n".getBytes(StandardCharsets.UTF_8));
    }
    CsvOptions options = CsvOptions.of(Optional.empty(), "y");
    SeriesData data = file.read(options).get(0);
    assertThat(data.id().value()).isEqualTo("prices");
    assertThat(data.length()).isEqualTo(2);

    byte[] whole = Files.readAllBytes(file.path());
    Files.write(file.path(), Arrays.copyOf(whole, whole.length - 9));
    file.assertRefused(
        options, "damaged: Unexpected end of ZLIB input stream (expected: a whole gzip file)");
    file.write("y\n1\n");
    file.assertRefused(options, "damaged: Not in GZIP format (expected: a whole gzip file)");
  }

  @ParameterizedTest
  @CsvSource(
      value = {"''", "NA", "NaN", "nan", "null", "N/A", "?", "' '"},
      ignoreLeadingAndTrailingWhitespace = false)
  void read_hole_failsWithTheLineUnlessAllowed(String hole) throws IOException {
    file.write("t,y,b\n1,1,1\n2," + hole + ",2\n3,3,3\n");
    file.assertRefusedAt(
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
    file.write("t,y,b\n1,NA,1\n2,2,NA\n3,NA,3\n4,4,NA\n");
    CsvOptions options = options("t", "y", null, MissingValues.PREVIOUS, false, "b");
    CsvContent content = file.load(options);
    assertThat(values(content.series().get(0), 0)).containsExactly(2, 2, 4);
    assertThat(values(content.series().get(0), 1)).containsExactly(1, 3, 3);
    assertThat(content.holes()).isEqualTo(4);
  }

  @Test
  void read_previousInSeveralSeries_neverBorrowsFromAnother() throws IOException {
    file.write("s,t,y\na,1,7\nb,1,\nb,2,9\na,2,\nc,1,\n");
    List<SeriesData> series = file.read(options("t", "y", "s", MissingValues.PREVIOUS, false));
    assertThat(series).hasSize(2);
    assertThat(values(series.get(0), 0)).containsExactly(7, 7);
    assertThat(values(series.get(1), 0)).containsExactly(9);
  }

  @Test
  void read_outOfOrder_failsUnlessSorted() throws IOException {
    file.write("t,y\n3,1\n1,2\n3,3\n2,\n1,5\n");
    file.assertRefusedAt(
        3,
        options("t", "y", null, MissingValues.FAIL, false),
        "t is '1', before 1970-01-01T00:00:03Z in the row above"
            + " (expected: time order; --sort puts rows in order)");

    CsvOptions sort = options("t", "y", null, MissingValues.PREVIOUS, true);
    SeriesData data = file.read(sort).get(0);
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
    file.write(text.toString());
    SeriesData data = file.read(CsvOptions.of(Optional.of("t"), "y")).get(0);
    assertThat(data.length()).isEqualTo(10_000);
    assertThat(data.target(9_999)).isEqualTo(9_999);
    assertThat(data.time(9_999)).isEqualTo(9_999_000_000_000L);
  }

  private float[] target(CsvOptions options) {
    return values(file.read(options).get(0), 0);
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
