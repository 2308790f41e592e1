package dev.foretick.common.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.foretick.common.series.EpochNanos;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeUnitFormatTest {
  @ParameterizedTest
  @CsvSource({
    "2026-01-02T15:04:05.123Z,        2026-01-02T15:04:05.123Z",
    "2026-01-02t15:04:05z,            2026-01-02T15:04:05Z",
    "2026-01-02 15:04:05,             2026-01-02T15:04:05Z",
    "2026-01-02T15:04,                2026-01-02T15:04:00Z",
    "2026-01-02,                      2026-01-02T00:00:00Z",
    "2026-01-02T15:04:05+02:00,       2026-01-02T13:04:05Z",
    "2026-01-02T15:04:05-0530,        2026-01-02T20:34:05Z",
    "2026-01-02T15:04:05+01,          2026-01-02T14:04:05Z",
    "2026-01-02T15:04+00:00,          2026-01-02T15:04:00Z",
    "2026-01-02T15:04:05.1,           2026-01-02T15:04:05.100Z",
    "'2026-01-02T15:04:05,25',        2026-01-02T15:04:05.250Z",
    "2026-01-02T15:04:05.1234567899Z, 2026-01-02T15:04:05.123456789Z",
    "2024-02-29,                      2024-02-29T00:00:00Z",
    "1969-12-31T23:59:59.999999999Z,  1969-12-31T23:59:59.999999999Z",
  })
  void parse_isoForms_giveTheirMoment(String text, String expected) {
    assertThat(EpochNanos.toInstant(TimeUnitFormat.ISO.parse(text)))
        .isEqualTo(Instant.parse(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "2026",
        "2026-1-2",
        "2026-01-02T",
        "2026-01-02T15",
        "2026-01-02T15:04:",
        "2026-01-02T15:04:05.",
        "2026-01-02T15:04:05.Z",
        "2026-01-02T24:00:00Z",
        "2026-01-02T15:04:60Z",
        "2026-13-02",
        "2026-02-29",
        "2026-01-02T15:04:05ZZ",
        "2026-01-02T15:04:05+",
        "2026-01-02T15:04:05+1",
        "2026-01-02T15:04:05+19:00",
        "2026-01-02T15:04:05 Z",
        " 2026-01-02",
        "2026-01-02 ",
        "+2026-01-02",
        "20260102",
        "02/01/2026",
        "Jan 2 2026",
        "2026-01-02T15:04:05[UTC]",
        "٢٠٢٦-01-02"
      })
  void parse_otherText_saysWhatWasExpected(String text) {
    assertThatExceptionOfType(DateTimeException.class)
        .isThrownBy(() -> TimeUnitFormat.ISO.parse(text))
        .withMessage("'" + text + "' (expected: ISO-8601 such as 2026-01-02T15:04:05.123Z)");
  }

  @Test
  void parse_instantsOfTheWholeRange_givesThemBack() {
    Random random = new Random(21);
    for (int i = 0; i < 20_000; i++) {
      long nanos = random.nextLong();
      String text = EpochNanos.toInstant(nanos).toString();
      assertThat(TimeUnitFormat.ISO.parse(text)).isEqualTo(nanos);
      assertThat(TimeUnitFormat.EPOCH_NS.parse(Long.toString(nanos))).isEqualTo(nanos);
    }
  }

  @Test
  void parse_limits_areTheRangeOfEpochNanos() {
    assertThat(TimeUnitFormat.EPOCH_NS.parse("-9223372036854775808")).isEqualTo(Long.MIN_VALUE);
    assertThat(TimeUnitFormat.EPOCH_S.parse("9223372036.854775807")).isEqualTo(Long.MAX_VALUE);
    assertThat(TimeUnitFormat.EPOCH_S.parse("0e999999999")).isZero();
    assertThatExceptionOfType(DateTimeException.class)
        .isThrownBy(() -> TimeUnitFormat.EPOCH_S.parse("9223372036.854775808"))
        .withMessage(
            "'9223372036.854775808' (expected: epoch seconds within"
                + " 1677-09-21T00:12:43.145224192Z and 2262-04-11T23:47:16.854775807Z)");
    assertThatExceptionOfType(DateTimeException.class)
        .isThrownBy(() -> TimeUnitFormat.ISO.parse("2262-04-12"));
  }

  @Test
  void parse_millionDigits_isRefusedAtOnce() {
    assertThatExceptionOfType(DateTimeException.class)
        .isThrownBy(() -> TimeUnitFormat.EPOCH_S.parse("1." + "7".repeat(1_000_000)));
  }

  @Test
  void optionName_isDashed() {
    assertThat(TimeUnitFormat.values())
        .extracting(TimeUnitFormat::optionName)
        .containsExactly("iso", "epoch-s", "epoch-ms", "epoch-us", "epoch-ns");
  }
}
