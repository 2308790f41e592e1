package dev.foretick.common.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EpochNanosTest {
  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:00Z, 0",
    "1970-01-01T00:00:01.000000001Z, 1000000001",
    "1969-12-31T23:59:59.999999999Z, -1",
    "1969-12-31T23:59:59Z, -1000000000",
    "2262-04-11T23:47:16.854775807Z, 9223372036854775807",
    "1677-09-21T00:12:43.145224192Z, -9223372036854775808",
  })
  void of_knownMoments_countsNanoseconds(Instant time, long nanos) {
    assertThat(EpochNanos.of(time)).isEqualTo(nanos);
    assertThat(EpochNanos.toInstant(nanos)).isEqualTo(time);
  }

  @Test
  void of_pastTheLimits_isRefused() {
    for (Instant time :
        new Instant[] {
          EpochNanos.MAX.plusNanos(1), EpochNanos.MIN.minusNanos(1), Instant.MAX, Instant.MIN
        }) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> EpochNanos.of(time))
          .withMessage(
              "time: %s (expected: 1677-09-21T00:12:43.145224192Z"
                  + " to 2262-04-11T23:47:16.854775807Z)",
              time);
    }
  }

  @Test
  void of_randomMoments_agreesWithExactArithmetic() {
    Random random = new Random(41);
    for (int i = 0; i < 50_000; i++) {
      long nanos = random.nextLong() >> random.nextInt(64);
      Instant time = EpochNanos.toInstant(nanos);
      BigInteger exact =
          BigInteger.valueOf(time.getEpochSecond())
              .multiply(BigInteger.valueOf(1_000_000_000))
              .add(BigInteger.valueOf(time.getNano()));
      assertThat(exact.longValueExact()).isEqualTo(nanos);
      assertThat(EpochNanos.of(time)).isEqualTo(nanos);
    }
  }
}
