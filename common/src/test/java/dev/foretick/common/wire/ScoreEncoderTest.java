package dev.foretick.common.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.foretick.common.series.Score;
import dev.foretick.common.series.SeriesId;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScoreEncoderTest {
  private static final String JSON =
      "{\"schema_version\":1,\"unique_id\":\"AAPL\",\"ds\":\"2026-01-02T15:05:00Z\","
          + "\"cutoff\":\"2026-01-02T15:04:00Z\",\"step\":1,\"model\":\"cnn-lstm\","
          + "\"model_version\":\"2026-01-01T00-00-00Z-9c1d\",\"y\":101.5,\"yhat\":101.25,"
          + "\"yhat_lower\":100.75,\"yhat_upper\":101.75,\"yhat_naive\":101.0,\"error\":0.25,"
          + "\"scaled_error\":0.5,\"covered\":true,\"anomaly_score\":0.5,\"scale\":0.5}";

  private final ScoreEncoder encoder = new ScoreEncoder();
  private final ScoreDecoder decoder = new ScoreDecoder();

  @Test
  void encode_sample_isTheContractsMessage() {
    assertThat(new String(encoder.encode(Samples.score()), UTF_8)).isEqualTo(JSON);
  }

  @Test
  void encode_scaleNotKnown_isNull() {
    Score score = score(1, 1, 0, 2, Double.NaN);
    assertThat(new String(encoder.encode(score), UTF_8))
        .contains("\"scaled_error\":null,")
        .endsWith("\"scale\":null}");
    assertThat(decoder.decode(encoder.encode(score))).isEqualTo(score);
  }

  @Test
  void encode_missOfAnIntervalWithoutWidth_isStillANumber() {
    assertThat(new String(encoder.encode(score(9, 1, 1, 1, 1)), UTF_8))
        .contains("\"covered\":false,\"anomaly_score\":1.7976931348623157E308,");
  }

  @Test
  void encode_numberThatJsonCannotSay_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> encoder.encode(score(1, Float.NaN, 0, 1, 1)))
        .withMessage("yhat: NaN (expected: a finite number)");
  }

  @Test
  void encode_isWhatJacksonWrites() {
    Random random = new Random(7);
    ReferenceScoreEncoder reference = new ReferenceScoreEncoder();
    String[] names = {"a", "\"q\\\n\u0001", "M\u00fcnchen \u20ac", "\ud83d\ude00"};
    for (int i = 0; i < 5_000; i++) {
      Score score =
          new Score(
              new SeriesId(names[random.nextInt(names.length)]),
              Instant.ofEpochSecond(random.nextLong() % 100_000_000_000L, random.nextInt(1_000)),
              Instant.ofEpochMilli(random.nextInt()),
              1 + random.nextInt(1_000),
              names[random.nextInt(names.length)],
              names[random.nextInt(names.length)],
              random.nextInt(9) == 0 ? 0 : random.nextGaussian() * Math.pow(10, i % 40 - 20),
              random.nextInt(9) == 0 ? -0f : (float) random.nextGaussian() * 1e9f,
              -random.nextFloat(),
              random.nextFloat(),
              random.nextInt(100),
              random.nextInt(3) == 0 ? Double.NaN : random.nextDouble() - 0.1);
      assertThat(new String(encoder.encode(score), UTF_8))
          .isEqualTo(new String(reference.encode(score), UTF_8));
    }
  }

  @Test
  void decode_encoded_isTheSameScore() {
    Random random = new Random(12);
    for (int i = 0; i < 5_000; i++) {
      Score score =
          score(
              random.nextGaussian() * 1e6,
              random.nextFloat(),
              -random.nextFloat(),
              1 + random.nextFloat(),
              random.nextDouble());
      assertThat(decoder.decode(encoder.encode(score))).isEqualTo(score);
    }
  }

  @Test
  void decode_damaged_isMalformed() {
    assertMalformed("\"y\":101.5", "\"y\":\"101.5\"", "y: '101.5' (expected: a finite number)");
    assertMalformed("\"y\":101.5", "\"y\":1e999", "y: 1e999 (expected: a finite number)");
    assertMalformed(
        "\"step\":1", "\"step\":0", "step: 0 (expected: a whole number from 1 to 2147483647)");
    assertMalformed("\"step\":1,", "", "step: missing (expected: a value)");
    assertMalformed(
        "\"schema_version\":1",
        "\"schema_version\":2",
        "schema_version: 2 (expected: a whole number from 1 to 1)");
    assertMalformed(
        "\"ds\":\"2026",
        "\"ds\":\"x2026",
        "ds: 'x2026-01-02T15:05:00Z' (expected: ISO-8601 such as 2026-01-02T15:04:05.123Z)");
  }

  private void assertMalformed(String part, String replacement, String message) {
    assertThatExceptionOfType(MalformedRecordException.class)
        .isThrownBy(() -> decoder.decode(JSON.replace(part, replacement).getBytes(UTF_8)))
        .withMessage(message);
  }

  private static Score score(double actual, float yhat, float lower, float upper, double scale) {
    return new Score(
        new SeriesId("s"),
        Instant.EPOCH,
        Instant.EPOCH,
        3,
        "m",
        "v",
        actual,
        yhat,
        lower,
        upper,
        0.25f,
        scale);
  }
}
