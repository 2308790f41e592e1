package dev.foretick.common.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.foretick.common.series.Observation;
import dev.foretick.common.series.SeriesId;
import dev.foretick.common.wire.ObservationFormat.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonObservationTest {
  private static final byte[] KEY = bytes("AAPL");
  private static final ObservationCodec KEYED =
      codec(Optional.empty(), Optional.of("ts"), TimeUnitFormat.ISO, false, "size");
  private static final ObservationCodec PLAIN =
      codec(Optional.empty(), Optional.empty(), TimeUnitFormat.ISO, false);

  @Test
  void decode_contractExample_givesEveryPart() {
    Observation observation =
        KEYED.decode(
            KEY, bytes("{\"ts\":\"2026-01-02T15:04:05.123Z\",\"price\":101.25,\"size\":300}"), 7);

    assertThat(observation)
        .isEqualTo(
            new Observation(
                new SeriesId("AAPL"),
                Instant.parse("2026-01-02T15:04:05.123Z"),
                new double[] {101.25, 300}));
  }

  @Test
  void decode_noTimeField_takesTheRecordTimestamp() {
    assertThat(PLAIN.decode(KEY, bytes("{\"price\":1}"), 1_700_000_000_123L).time())
        .isEqualTo(Instant.ofEpochMilli(1_700_000_000_123L));
    assertMalformed(
        PLAIN,
        "{\"price\":1}",
        -1,
        "record timestamp: -1 (expected: epoch milliseconds from 0 to 9223372036854)");
    assertMalformed(
        PLAIN,
        "{\"price\":1}",
        Long.MAX_VALUE,
        "record timestamp: 9223372036854775807"
            + " (expected: epoch milliseconds from 0 to 9223372036854)");
  }

  @ParameterizedTest
  @CsvSource({"'\"a b\"', a b", "'\"é\\u00e9\"', éé", "42, 42", "-7, -7"})
  void decode_seriesField_namesTheSeries(String json, String expected) {
    ObservationCodec codec = codec(Optional.of("id"), Optional.empty(), TimeUnitFormat.ISO, false);
    assertThat(codec.decode(null, bytes("{\"id\":" + json + ",\"price\":1}"), 0).series())
        .isEqualTo(new SeriesId(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.5|id: 1.5 (expected: a string, the series id)",
        "null|id: null (expected: a string, the series id)",
        "\"\"|id: '' (expected: a series id of 1 to 512 Unicode characters)",
        "\"\\ud800\"|id: '?' (expected: a series id of 1 to 512 Unicode characters)",
        "[\"a\"]|id: an array (expected: a string, the series id)",
      })
  void decode_unusableSeriesField_isMalformed(String json, String message) {
    ObservationCodec codec = codec(Optional.of("id"), Optional.empty(), TimeUnitFormat.ISO, false);
    assertMalformed(codec, "{\"id\":" + json + ",\"price\":1}", 0, message);
  }

  @Test
  void decode_noUsableKey_isMalformed() {
    assertMalformed(PLAIN, null, bytes("{\"price\":1}"), "key: none (expected: the series id)");
    assertMalformed(
        PLAIN, new byte[0], bytes("{\"price\":1}"), "key: none (expected: the series id)");
    assertMalformed(
        PLAIN,
        new byte[] {'a', (byte) 0xC3},
        bytes("{\"price\":1}"),
        "key: byte 0xc3 at offset 1 (expected: UTF-8)");
    assertMalformed(
        PLAIN,
        bytes("x".repeat(513)),
        bytes("{\"price\":1}"),
        "key: '" + "x".repeat(59) + "…' (expected: a series id of 1 to 512 Unicode characters)");
  }

  @Test
  void decode_fieldsNobodyAskedFor_areSkipped() {
    String json =
        """
        {"a":{"price":"x","b":[1,[2,{"c":null}]]},"n":1e999999,"price":1.5,"s":"\\u0000","size":-0.0,
         "ts":"2026-01-02T15:04:05Z","":0,"t":[true,false]}
        """;
    assertThat(KEYED.decode(KEY, bytes(json), 0).channels()).containsExactly(1.5, -0.0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"101.25\"|price: '101.25' (expected: a number)",
        "null|price: null (expected: a number)",
        "true|price: true (expected: a number)",
        "{}|price: an object (expected: a number)",
        "[1]|price: an array (expected: a number)",
        "\"NaN\"|price: 'NaN' (expected: a number)",
        "1e400|price: 1e400 (expected: a finite number up to 3.4028235E38)",
        "-1e39|price: -1e39 (expected: a finite number up to 3.4028235E38)",
      })
  void decode_unusableTarget_isMalformed(String json, String message) {
    assertMalformed(PLAIN, "{\"price\":" + json + "}", 0, message);
  }

  @Test
  void decode_longTarget_isShortenedInTheMessage() {
    assertMalformed(
        PLAIN,
        "{\"price\":\"" + "x".repeat(5000) + "\"}",
        0,
        "price: '" + "x".repeat(59) + "…' (expected: a number)");
  }

  @Test
  void decode_missingField_isMalformed() {
    assertMalformed(PLAIN, "{}", 0, "price: missing (expected: a number)");
    assertMalformed(
        KEYED,
        "{\"price\":1,\"ts\":\"2026-01-02T15:04:05Z\"}",
        0,
        "size: missing (expected: a number)");
    assertMalformed(
        KEYED,
        "{\"price\":1,\"size\":1}",
        0,
        "ts: missing (expected: ISO-8601 such as 2026-01-02T15:04:05.123Z"
            + " from 1677-09-21 to 2262-04-11)");
  }

  @Test
  void decode_fieldTwice_isMalformed() {
    assertMalformed(PLAIN, "{\"price\":1,\"price\":2}", 0, "price: twice (expected: once)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-3", "0", "1e-60", "-0.0"})
  void decode_positiveTarget_refusesWhatHasNoLogarithm(String value) {
    ObservationCodec codec = codec(Optional.empty(), Optional.empty(), TimeUnitFormat.ISO, true);
    assertMalformed(
        codec,
        "{\"price\":" + value + "}",
        0,
        "price: " + value + " (expected: > 0, the model forecasts log returns)");
    assertThat(codec.decode(KEY, bytes("{\"price\":1e-30}"), 0).target()).isEqualTo(1e-30);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "EPOCH_S |1700000000          |2023-11-14T22:13:20Z",
        "EPOCH_S |1700000000.123456789|2023-11-14T22:13:20.123456789Z",
        "EPOCH_MS|1700000000123       |2023-11-14T22:13:20.123Z",
        "EPOCH_MS|1.700000000123e12   |2023-11-14T22:13:20.123Z",
        "EPOCH_US|1700000000123456    |2023-11-14T22:13:20.123456Z",
        "EPOCH_NS|1700000000123456789 |2023-11-14T22:13:20.123456789Z",
        "EPOCH_NS|\"1700000000123456789\"|2023-11-14T22:13:20.123456789Z",
        "EPOCH_S |-1.5                |1969-12-31T23:59:58.500Z",
        "ISO     |\"2026-01-02T15:04:05+02:00\"|2026-01-02T13:04:05Z",
      })
  void decode_timeField_isReadAsConfigured(TimeUnitFormat format, String json, String expected) {
    ObservationCodec codec = codec(Optional.empty(), Optional.of("ts"), format, false);
    assertThat(codec.decode(KEY, bytes("{\"ts\":" + json + ",\"price\":1}"), 0).time())
        .isEqualTo(Instant.parse(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "EPOCH_S |1700000000123",
        "EPOCH_S |1e999999999",
        "EPOCH_S |1e-999999999",
        "EPOCH_NS|9223372036854775808",
        "EPOCH_MS|\"2026-01-02T15:04:05Z\"",
        "EPOCH_MS|\"\"",
        "EPOCH_MS|null",
        "EPOCH_MS|{}",
        "ISO     |1700000000",
        "ISO     |\"1700000000\"",
        "ISO     |\"2026-02-30T00:00:00Z\"",
        "ISO     |\"9999-01-01T00:00:00Z\"",
        "ISO     |true",
      })
  void decode_unusableTime_isMalformed(TimeUnitFormat format, String json) {
    ObservationCodec codec = codec(Optional.empty(), Optional.of("ts"), format, false);
    assertThatExceptionOfType(MalformedRecordException.class)
        .isThrownBy(() -> codec.decode(KEY, bytes("{\"ts\":" + json + ",\"price\":1}"), 0))
        .withMessageStartingWith("ts: ")
        .withMessageContaining(
            "(expected: " + format.expected() + " from 1677-09-21 to 2262-04-11)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " ",
        "1",
        "[]",
        "\"price\"",
        "null",
        "{\"price\":1",
        "{\"price\":1}}",
        "{\"price\":1} x",
        "{\"price\":1}{\"price\":1}",
        "{\"price\":NaN}",
        "{\"price\":Infinity}",
        "{\"price\":+1}",
        "{\"price\":.5}",
        "{\"price\":01}",
        "{\"price\":0x10}",
        "{price:1}",
        "{'price':1}",
        "{\"price\":1,}",
        "{\"price\":1}//",
        "{\"price\":tru}",
        "{\"x\":\"\n\",\"price\":1}",
        "<price>1</price>",
      })
  void decode_notOneJsonObject_isMalformed(String json) {
    assertThatExceptionOfType(MalformedRecordException.class)
        .isThrownBy(() -> PLAIN.decode(KEY, bytes(json), 0))
        .withMessageMatching("value.*: .* \\(expected: .*\\)");
  }

  @Test
  void decode_textThatIsNoJson_isToldInFewWords() {
    assertMalformed(PLAIN, "nonsense", 0, "value, character 1: not JSON (expected: a JSON object)");
    assertMalformed(
        PLAIN,
        "{\"price\":1",
        0,
        "value, character 11: the end in the middle of it (expected: a JSON object)");
  }

  @Test
  void decode_tombstoneOrEmpty_isMalformed() {
    assertMalformed(PLAIN, KEY, null, "value: null (expected: a JSON object)");
    assertMalformed(PLAIN, KEY, new byte[0], "value: empty (expected: a JSON object)");
  }

  @Test
  void decode_badUtf8EvenInAFieldNobodyAskedFor_isMalformed() {
    byte[] value = bytes("{\"price\":1,\"s\":\"?\"}");
    value[16] = (byte) 0x80;
    assertMalformed(PLAIN, KEY, value, "value: byte 0x80 at offset 16 (expected: UTF-8)");
  }

  @Test
  void decode_byteOrderMarkOrReplacementCharacter_isRead() {
    assertThat(PLAIN.decode(KEY, bytes("\uFEFF{\"price\":1,\"s\":\"\uFFFD\"}"), 0).target())
        .isEqualTo(1);
  }

  @Test
  void decode_deepNesting_isMalformedAndNothingElse() {
    for (String open : new String[] {"[", "{\"a\":"}) {
      assertThatExceptionOfType(MalformedRecordException.class)
          .isThrownBy(() -> PLAIN.decode(KEY, bytes("{\"x\":" + open.repeat(200_000)), 0))
          .withMessageContaining("nesting depth");
    }
  }

  @Test
  void decode_largeValues_areReadOrRefused() {
    String filler = "y".repeat(1_000_000);
    assertThat(PLAIN.decode(KEY, bytes("{\"x\":\"" + filler + "\",\"price\":3}"), 0).target())
        .isEqualTo(3);
    assertThatExceptionOfType(MalformedRecordException.class)
        .isThrownBy(() -> PLAIN.decode(KEY, bytes("{\"price\":" + "9".repeat(1_000_000) + "}"), 0));
    assertThatExceptionOfType(MalformedRecordException.class)
        .isThrownBy(() -> PLAIN.decode(KEY, bytes("{\"" + filler + "\":1,\"price\":3}"), 0));
    assertMalformed(
        PLAIN,
        KEY,
        new byte[16 * 1024 * 1024 + 1],
        "value: 16777217 bytes (expected: at most 16777216 bytes)");
  }

  private static ObservationCodec codec(
      Optional<String> series,
      Optional<String> time,
      TimeUnitFormat format,
      boolean positive,
      String... covariates) {
    return new ObservationCodec(
        new ObservationFormat(
            Kind.JSON,
            series,
            time,
            format,
            "price",
            List.of(covariates),
            ',',
            List.of(),
            positive));
  }

  private static void assertMalformed(
      ObservationCodec codec, String json, long timestamp, String message) {
    assertThatExceptionOfType(MalformedRecordException.class)
        .isThrownBy(() -> codec.decode(KEY, bytes(json), timestamp))
        .withMessage(message);
  }

  private static void assertMalformed(
      ObservationCodec codec, byte @Nullable [] key, byte @Nullable [] value, String message) {
    assertThatExceptionOfType(MalformedRecordException.class)
        .isThrownBy(() -> codec.decode(key, value, 0))
        .withMessage(message);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
