package dev.foretick.common.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.common.series.EpochNanos;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTimeWriterTest {
  private static final long SECONDS_PER_DAY = 86_400;

  private final JsonBytes bytes = new JsonBytes();
  private final IsoTimeWriter iso = new IsoTimeWriter();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1970-01-01T00:00:00Z",
        "1969-12-31T23:59:59.999999999Z",
        "2026-01-02T15:04:05.120Z",
        "2026-01-02T15:04:05.000120Z",
        "2026-01-02T15:04:05.000000001Z",
        "2024-02-29T12:00:00Z",
        "1900-03-01T00:00:00Z",
        "0000-01-01T00:00:00Z",
        "-0001-12-31T23:59:59Z",
        "9999-12-31T23:59:59.999999999Z",
        "+10000-01-01T00:00:00Z",
        "-1000000000-01-01T00:00:00Z",
        "+1000000000-12-31T23:59:59.999999999Z",
      })
  void put_moment_isWhatInstantPrints(String moment) {
    assertThat(printed(Instant.parse(moment))).isEqualTo(moment);
  }

  @Test
  void put_boundsOfEpochNanos_areWhatInstantPrints() {
    assertThat(printed(EpochNanos.MIN)).isEqualTo("1677-09-21T00:12:43.145224192Z");
    assertThat(printed(EpochNanos.MAX)).isEqualTo("2262-04-11T23:47:16.854775807Z");
  }

  @Test
  void put_everyDayOfFourCenturies_isWhatInstantPrints() {
    long midnight = Instant.parse("1677-01-01T00:00:00Z").getEpochSecond();
    for (int day = 0; day < 401 * 366; day++) {
      requireSame(Instant.ofEpochSecond(midnight + day * SECONDS_PER_DAY + day % SECONDS_PER_DAY));
    }
  }

  @Test
  void put_randomMoments_areWhatInstantPrints() {
    Random random = new Random(9);
    int[] units = {1, 1_000, 1_000_000, 1_000_000_000};
    for (int i = 0; i < 500_000; i++) {
      long nanos = random.nextLong();
      requireSame(EpochNanos.toInstant(nanos - nanos % units[random.nextInt(units.length)]));
    }
  }

  private void requireSame(Instant moment) {
    String text = printed(moment);
    if (!text.equals(moment.toString())) {
      assertThat(text).isEqualTo(moment.toString());
    }
  }

  private String printed(Instant moment) {
    bytes.end(0);
    iso.put(moment.getEpochSecond(), moment.getNano(), bytes);
    return new String(bytes.toArray(), US_ASCII);
  }
}
