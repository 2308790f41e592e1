package dev.foretick.common.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.foretick.common.series.Observation;
import dev.foretick.common.series.SeriesId;
import dev.foretick.common.wire.ObservationFormat.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvObservationTest {
  private static final ObservationCodec CODEC =
      new ObservationCodec(format(',', "id", "note", "size", "price", "ts"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AAPL,any,300,101.25,1700000000",
        "AAPL,,300,101.25,1700000000\n",
        "AAPL,x,300,101.25,1700000000\r\n",
        "\"AAPL\",\"a \"\"b\"\", c\r\nd\",\"300\", 101.25 ,1.7e9",
      })
  void decode_configuredColumns_givesTheObservation(String line) {
    assertThat(decode(line))
        .isEqualTo(
            new Observation(
                new SeriesId("AAPL"),
                Instant.ofEpochSecond(1_700_000_000),
                new double[] {101.25, 300}));
  }

  @Test
  void decode_otherDelimiter_isUsed() {
    ObservationCodec codec = new ObservationCodec(format(';', "ts", "price", "id", "size"));
    byte[] value = "1;2.5;a,b;3".getBytes(StandardCharsets.UTF_8);
    assertThat(codec.decode(null, value, 0).series()).isEqualTo(new SeriesId("a,b"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "AAPL,,1,1|value: 4 columns (expected: 5: id, note, size, price, ts)",
        "AAPL,,1,1,1,1|value: 6 columns (expected: 5: id, note, size, price, ts)",
        "AAPL,,1,abc,1|price: 'abc' (expected: a number)",
        "AAPL,,1,,1|price: '' (expected: a number)",
        "AAPL,,1,NaN,1|price: 'NaN' (expected: a number)",
        "AAPL,,1,0x1p3,1|price: '0x1p3' (expected: a number)",
        "AAPL,,1,1f,1|price: '1f' (expected: a number)",
        "AAPL,,1,1e39,1|price: 1e39 (expected: a finite number up to 3.4028235E38)",
        "AAPL,,1,-3,1|price: -3 (expected: > 0, the model forecasts log returns)",
        ",,1,1,1|id: '' (expected: a series id of 1 to 512 Unicode characters)",
        "AAPL,\"x,1,1,1|column 2: a quote that is never closed"
            + " (expected: RFC 4180: \"a field in quotes, \"\" doubled\")",
        "AAPL,\"x\"y,1,1,1|column 2: text behind a closing quote"
            + " (expected: RFC 4180: \"a field in quotes, \"\" doubled\")",
        "AAPL,x\"y,1,1,1|column 2: a quote within a field without quotes"
            + " (expected: RFC 4180: \"a field in quotes, \"\" doubled\")",
      })
  void decode_unusableLine_isMalformed(String line, String message) {
    assertThatExceptionOfType(MalformedRecordException.class)
        .isThrownBy(() -> decode(line))
        .withMessage(message);
  }

  @Test
  void decode_secondLine_isMalformed() {
    assertThatExceptionOfType(MalformedRecordException.class)
        .isThrownBy(() -> decode("AAPL,,1,1,1\nAAPL,,1,1,1"))
        .withMessage("value: a second line (expected: one CSV record)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\r\n\n"})
  void decode_onlyLineBreaks_isMalformed(String value) {
    assertThatExceptionOfType(MalformedRecordException.class)
        .isThrownBy(() -> decode(value))
        .withMessage("value: 0 columns (expected: 5: id, note, size, price, ts)");
  }

  @Test
  void format_columnsThatDoNotFit_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> format(',', "ts", "price", "id"))
        .withMessage("csv-columns: ts, price, id (expected: 'size' among them)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> format(',', "ts", "ts", "price", "id", "size"))
        .withMessage("csv-columns: 'ts' stands twice (expected: names that differ)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ObservationCodec(format('"', "ts", "price", "id", "size")))
        .withMessageStartingWith("csv-delimiter: ");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new ObservationFormat(
                    Kind.JSON,
                    Optional.empty(),
                    Optional.of("price"),
                    TimeUnitFormat.ISO,
                    "price",
                    List.of(),
                    ',',
                    List.of()))
        .withMessage("fields: 'price' stands twice (expected: names that differ)");
  }

  private static Observation decode(String value) {
    return CODEC.decode(null, value.getBytes(StandardCharsets.UTF_8), 0);
  }

  private static ObservationFormat format(char delimiter, String... columns) {
    return new ObservationFormat(
        Kind.CSV,
        Optional.of("id"),
        Optional.of("ts"),
        TimeUnitFormat.EPOCH_S,
        "price",
        List.of("size"),
        delimiter,
        List.of(columns),
        true);
  }
}
