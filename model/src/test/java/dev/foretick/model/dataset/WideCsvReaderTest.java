package dev.foretick.model.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.foretick.common.wire.TimeUnitFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WideCsvReaderTest {
  private static final List<String> ALL = List.of();

  @TempDir Path directory;
  private Path file = Path.of("wide.csv");

  @BeforeEach
  void placeFile() {
    file = directory.resolve("wide.csv");
  }

  @Test
  void load_allColumns_areSeriesInOrder() throws IOException {
    write("b,t,\"a\"\n1,10,-1\n2,20,-2\n");
    CsvContent content = load(format("t", MissingValues.FAIL, false), ALL);

    assertThat(content.series()).extracting(d -> d.id().value()).containsExactly("b", "a");
    assertThat(content.series()).extracting(SeriesData::channelCount).containsOnly(1);
    assertSeries(content, 0, "10=1.0 20=2.0");
    assertSeries(content, 1, "10=-1.0 20=-2.0");
    assertThat(content.timeFormat()).contains(TimeUnitFormat.EPOCH_S);
    assertThat(content.rows()).isEqualTo(2);
    assertThat(content.holes()).isZero();
  }

  @Test
  void load_namedColumns_comeInTheirOrderAndOthersMayHoldAnything() throws IOException {
    write("t,a,b,c\n1,x,5,7\n2,,6,8\n");
    CsvContent content = load(format("t", MissingValues.FAIL, false), List.of("c", "b"));

    assertThat(content.series()).extracting(d -> d.id().value()).containsExactly("c", "b");
    assertSeries(content, 0, "1=7.0 2=8.0");
    assertSeries(content, 1, "1=5.0 2=6.0");
  }

  @Test
  void load_holes_concernTheirColumnOnly() throws IOException {
    write("t,a,b,c\n1,1,NA,7\n2,,6,8\n3,3,,9\n");
    CsvContent dropped = load(format("t", MissingValues.DROP, false), ALL);
    assertSeries(dropped, 0, "1=1.0 3=3.0");
    assertSeries(dropped, 1, "2=6.0");
    assertSeries(dropped, 2, "1=7.0 2=8.0 3=9.0");
    assertThat(dropped.holes()).isEqualTo(3);

    CsvContent filled = load(format("t", MissingValues.PREVIOUS, false), ALL);
    assertSeries(filled, 0, "1=1.0 2=1.0 3=3.0");
    assertSeries(filled, 1, "2=6.0 3=6.0");
    assertSeries(filled, 2, "1=7.0 2=8.0 3=9.0");

    assertRefused(
        format("t", MissingValues.FAIL, false),
        ALL,
        ":2: b is 'NA'"
            + " (expected: a finite number; --missing previous or --missing drop accept holes)");
  }

  @Test
  void load_outOfOrder_failsUnlessSorted() throws IOException {
    write("t,a,b\n3,1,\n1,2,5\n2,,6\n");
    assertRefused(
        format("t", MissingValues.DROP, false),
        ALL,
        ":3: t is '1', before 1970-01-01T00:00:03Z in the row above"
            + " (expected: time order; --sort puts rows in order)");

    CsvContent dropped = load(format("t", MissingValues.DROP, true), ALL);
    assertSeries(dropped, 0, "1=2.0 3=1.0");
    assertSeries(dropped, 1, "1=5.0 2=6.0");
    // Filled in time order.
    CsvContent filled = load(format("t", MissingValues.PREVIOUS, true), ALL);
    assertSeries(filled, 0, "1=2.0 2=2.0 3=1.0");
    assertSeries(filled, 1, "1=5.0 2=6.0 3=6.0");
  }

  @Test
  void load_noHeaderNoTime_countsColumnsFromOneAndRowsAsSeconds() throws IOException {
    write("5;7\n;8\n6;9\n");
    CsvFormat format =
        new CsvFormat(Optional.empty(), Optional.empty(), MissingValues.DROP, false, ';', false);
    CsvContent content = load(format, ALL);

    assertThat(content.series()).extracting(d -> d.id().value()).containsExactly("1", "2");
    assertSeries(content, 0, "0=5.0 2=6.0");
    assertSeries(content, 1, "0=7.0 1=8.0 2=9.0");
    assertThat(content.timeFormat()).isEmpty();
  }

  @Test
  void load_timeFormatConfigured_isNotGuessed() throws IOException {
    write("t,a\n4000,1\n");
    CsvFormat format =
        new CsvFormat(
            Optional.of("t"),
            Optional.of(TimeUnitFormat.EPOCH_MS),
            MissingValues.FAIL,
            true,
            ',',
            false);
    assertSeries(load(format, ALL), 0, "4=1.0");
  }

  @Test
  void load_columnWithoutValues_isLeftOutUnlessAskedFor() throws IOException {
    write("t,a,b\n1,,5\n2,,6\n");
    for (MissingValues missing : List.of(MissingValues.DROP, MissingValues.PREVIOUS)) {
      CsvFormat format = format("t", missing, false);
      assertThat(load(format, ALL).series()).extracting(d -> d.id().value()).containsExactly("b");
      assertRefused(
          format, List.of("b", "a"), ": column 'a' has no value (expected: at least one)");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``|: empty (expected: a header and rows)",
        "`t,a\n`|: no rows (expected: at least one whole row)",
        "`t\n1`|:1: no column but the time (expected: one for each series)",
        "`a,b\n1,1`|:1: no column 't' (expected: one of a, b)",
        "`a,\"b, c\"\n1,1`|:1: no column 't' (expected: one of a, \"b, c\")",
        "`t,a,a\n1,1,1`|:1: two columns 'a' (expected: one)",
        "`t,a,\n1,1,1`|:1: column 3 is named '' (expected: a series id of 1 to 512 characters)",
        "`t,a,b\n1,1,1\n2,2`|:3: 2 columns (expected: 3)",
        "`t,a,b\n1,1,1\n2,2,north`|:3: b is 'north' (expected: a number)",
      })
  void load_unusableFile_saysWhereAndWhatWasExpected(String text, String message)
      throws IOException {
    write(text);
    assertRefused(CsvFormat.of(Optional.of("t")), ALL, message);
  }

  @Test
  void load_columnsThatCannotBe_areRefused() throws IOException {
    write("t,a\n1,1\n");
    CsvFormat format = CsvFormat.of(Optional.of("t"));
    assertRefused(format, List.of("a", "b"), ":1: no column 'b' (expected: one of t, a)");
    WideCsvReader reader = new WideCsvReader(format);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> reader.load(file, List.of("a", "a")))
        .withMessage("columns: 'a' stands twice (expected: names that differ)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> reader.load(file, List.of("t")))
        .withMessage("columns: 't' is the time (expected: columns of values)");
  }

  @Test
  void load_ettHourly_isSevenSeries() {
    file = SharedData.file("ett/ETTh1.csv");
    CsvContent content = load(CsvFormat.of(Optional.of("date")), ALL);

    assertThat(content.series())
        .extracting(d -> d.id().value())
        .containsExactly("HUFL", "HULL", "MUFL", "MULL", "LUFL", "LULL", "OT");
    assertThat(content.series()).extracting(SeriesData::length).containsOnly(17_420);
    assertThat(content.series().get(6).target(0)).isEqualTo(30.531f);
    assertThat(content.series().get(5).target(1)).isEqualTo(1.371f);
    assertThat(Frequency.infer(content.series())).isEqualTo(Duration.ofHours(1));
  }

  private void write(String text) throws IOException {
    Files.writeString(file, text);
  }

  private CsvContent load(CsvFormat format, List<String> columns) {
    return new WideCsvReader(format).load(file, columns);
  }

  private static CsvFormat format(String time, MissingValues missing, boolean sort) {
    return new CsvFormat(Optional.of(time), Optional.empty(), missing, true, ',', sort);
  }

  private void assertRefused(CsvFormat format, List<String> columns, String message) {
    assertThatExceptionOfType(DatasetException.class)
        .isThrownBy(() -> load(format, columns))
        .withMessage(file + message);
  }

  /** Asserts on {@code second=value} of each row. */
  private static void assertSeries(CsvContent content, int index, String rows) {
    SeriesData data = content.series().get(index);
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < data.length(); row++) {
      text.append(row == 0 ? "" : " ");
      text.append(data.time(row) / 1_000_000_000).append('=').append(data.target(row));
    }
    assertThat(text).hasToString(rows);
  }
}
