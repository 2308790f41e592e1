package dev.foretick.common.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.foretick.common.series.Forecast;
import dev.foretick.common.series.ForecastStatus;
import dev.foretick.common.series.ForecastStep;
import dev.foretick.common.series.PointForecast;
import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.series.RecordOrigin;
import dev.foretick.common.series.SeriesId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForecastCodecTest {
  private static final String HEAD =
      "{\"schema_version\":1,\"forecast_id\":\"AAPL@2026-01-02T15:04:00Z/7f7c6be2\","
          + "\"unique_id\":\"AAPL\",\"freq\":\"PT1M\",\"cutoff\":\"2026-01-02T15:04:00Z\","
          + "\"produced_at\":\"2026-01-02T15:04:00.012Z\",\"h\":2,\"status\":\"ok\","
          + "\"model\":\"cnn-lstm\",\"model_version\":\"2026-01-01T00-00-00Z-9c1d\","
          + "\"model_used\":\"cnn-lstm\",\"level\":90,";
  private static final String NESTED =
      HEAD
          + "\"steps\":[{\"step\":1,\"ds\":\"2026-01-02T15:05:00Z\","
          + "\"yhat\":101.3,\"yhat_lower\":100.9,\"yhat_upper\":101.8,"
          + "\"quantiles\":{\"0.05\":100.9,\"0.5\":101.3,\"0.95\":101.8}},"
          + "{\"step\":2,\"ds\":\"2026-01-02T15:06:00Z\","
          + "\"yhat\":101.4,\"yhat_lower\":100.7,\"yhat_upper\":102.1,"
          + "\"quantiles\":{\"0.05\":100.7,\"0.5\":101.4,\"0.95\":102.1}}],"
          + "\"source\":{\"topic\":\"ticks\",\"partition\":3,\"offset\":123}}";

  private final ForecastDecoder decoder = new ForecastDecoder();

  @Test
  void nested_sample_isTheContractsMessage() {
    assertThat(new String(EncodedForecasts.nested(Samples.forecast()), UTF_8)).isEqualTo(NESTED);
  }

  @Test
  void decodeFlat_sample_isItsSteps() {
    Forecast forecast = Samples.forecast();
    for (ForecastStep step : forecast.steps()) {
      FlatForecastStep flat =
          decoder.decodeFlat(EncodedForecasts.flat(forecast).get(step.step() - 1));
      assertThat(flat)
          .isEqualTo(
              new FlatForecastStep(
                  forecast.id(),
                  forecast.series(),
                  forecast.cutoff(),
                  forecast.status(),
                  forecast.modelUsed(),
                  forecast.horizon(),
                  90,
                  step.step(),
                  step.time(),
                  step.yhat(),
                  step.lower(),
                  step.upper()));
    }
    assertThatExceptionOfType(MalformedRecordException.class)
        .isThrownBy(() -> decoder.decodeFlat(EncodedForecasts.nested(forecast)))
        .withMessage("step: missing (expected: a value)");
  }

  @Test
  void flat_sample_isOneMessagePerStep() {
    assertThat(EncodedForecasts.flat(Samples.forecast()))
        .extracting(bytes -> new String(bytes, UTF_8))
        .containsExactly(
            HEAD
                + "\"step\":1,\"ds\":\"2026-01-02T15:05:00Z\","
                + "\"yhat\":101.3,\"yhat_lower\":100.9,\"yhat_upper\":101.8,"
                + "\"yhat_q5\":100.9,\"yhat_q50\":101.3,\"yhat_q95\":101.8,"
                + "\"source_topic\":\"ticks\",\"source_partition\":3,\"source_offset\":123}",
            HEAD
                + "\"step\":2,\"ds\":\"2026-01-02T15:06:00Z\","
                + "\"yhat\":101.4,\"yhat_lower\":100.7,\"yhat_upper\":102.1,"
                + "\"yhat_q5\":100.7,\"yhat_q50\":101.4,\"yhat_q95\":102.1,"
                + "\"source_topic\":\"ticks\",\"source_partition\":3,\"source_offset\":123}");
  }

  @Test
  void encode_fractionalLevels_keepPlainDecimals() {
    Forecast forecast =
        withQuantiles(QuantileLevels.of(0.0005, 0.025, 0.5, 0.975, 0.9995), 1, 2, 3, 4, 5);
    assertThat(new String(EncodedForecasts.nested(forecast), UTF_8))
        .contains("\"level\":99.9,")
        .contains(
            "\"quantiles\":{\"0.0005\":1.0,\"0.025\":2.0,\"0.5\":3.0,\"0.975\":4.0,\"0.9995\":5.0}");
    assertThat(new String(EncodedForecasts.flat(forecast).get(0), UTF_8))
        .contains(
            "\"yhat_q0_05\":1.0,\"yhat_q2_5\":2.0,\"yhat_q50\":3.0,\"yhat_q97_5\":4.0,\"yhat_q99_95\":5.0");
  }

  @Test
  void encode_floats_printsTheShortestDigits() {
    // 2^-44 reads back from nine digits, yet also from eight.
    Forecast forecast =
        withQuantiles(QuantileLevels.of(0.05, 0.5, 0.95), 5.684342E-14f, 0.1f, 2e10f);
    assertThat(new String(EncodedForecasts.nested(forecast), UTF_8))
        .contains("\"0.05\":5.684342E-14,\"0.5\":0.1,\"0.95\":2.0E10");
  }

  @Test
  void decode_encoded_isTheSameForecast() {
    Random random = new Random(11);
    for (int i = 0; i < 2_000; i++) {
      Forecast forecast = randomForecast(random);
      assertThat(decoder.decode(EncodedForecasts.nested(forecast))).isEqualTo(forecast);
    }
  }

  @Test
  void decode_unknownFields_areSkipped() {
    String later =
        NESTED
            .replace(
                "{\"schema_version\":1,", "{\"new\":{\"h\":9,\"a\":[1,{}]},\"schema_version\":1,")
            .replace("{\"step\":", "{\"more\":[{}],\"step\":")
            .replace("\"topic\":", "\"cluster\":{\"x\":[]},\"topic\":");
    assertThat(decoder.decode(later.getBytes(UTF_8))).isEqualTo(Samples.forecast());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"schema_version\":1|\"schema_version\":2|schema_version: 2 (expected: a whole number from 1 to 1)",
        "\"schema_version\":1,|''|schema_version: missing (expected: a value)",
        "\"h\":2|\"h\":3|steps: 2 of them (expected: h: 3)",
        "\"h\":2|\"h\":99999999999999999999|h: 99999999999999999999 (expected: a whole number from 1 to 2147483647)",
        "\"status\":\"ok\"|\"status\":\"OK\"|status: 'OK' (expected: ok, warmup or fallback)",
        "\"freq\":\"PT1M\"|\"freq\":\"1m\"|freq: '1m' (expected: an ISO-8601 duration such as PT1M)",
        "\"step\":2|\"step\":1|step: 1 (expected: 2)",
        "\"0.05\":100.7|\"0.04\":100.7|quantiles: [0.04, 0.5, 0.95] (expected: ascending within 0 and 1, symmetric about 0.5, with 0.5)",
        "\"0.05\":100.7|\"x\":100.7|quantiles: 'x' (expected: levels such as 0.05)",
        "\"0.05\":100.7|\"0.050\":100,\"0.05\":100.7|quantiles: 0.05 twice (expected: each level once)",
        "\"0.05\":100.7|\"0.05\":1e39|0.05: 1e39 (expected: a finite number up to 3.4028235E38)",
        "\"partition\":3,|''|source.partition: missing (expected: a value)",
        "\"unique_id\":\"AAPL\"|\"unique_id\":\"\"|series id: 0 characters (expected: 1 to 512)",
        "\"unique_id\":\"AAPL\"|\"unique_id\":7|unique_id: 7 (expected: a string)",
      })
  void decode_damagedField_isMalformed(String part, String replacement, String message) {
    String damaged = NESTED.replace(part, replacement);
    assertThat(damaged).isNotEqualTo(NESTED);
    assertThatExceptionOfType(MalformedRecordException.class)
        .isThrownBy(() -> decoder.decode(damaged.getBytes(UTF_8)))
        .withMessage(message);
  }

  @Test
  void decode_fieldTwice_isMalformed() {
    String twice = NESTED.replace("\"h\":2,", "\"h\":2,\"h\":2,");
    assertThatExceptionOfType(MalformedRecordException.class)
        .isThrownBy(() -> decoder.decode(twice.getBytes(UTF_8)))
        .withMessageContaining("Duplicate");
  }

  private static Forecast withQuantiles(QuantileLevels levels, float... quantiles) {
    Forecast sample = Samples.forecast();
    ForecastStep step = new ForecastStep(1, sample.cutoff().plusSeconds(60), quantiles);
    return new Forecast(
        sample.series(),
        sample.frequency(),
        sample.cutoff(),
        sample.producedAt(),
        sample.status(),
        sample.model(),
        sample.modelVersion(),
        sample.modelUsed(),
        levels,
        sample.point(),
        List.of(step),
        sample.source());
  }

  private static Forecast randomForecast(Random random) {
    QuantileLevels levels =
        random.nextBoolean()
            ? QuantileLevels.centralInterval(1 + random.nextInt(98))
            : QuantileLevels.of(0.001, 0.1, 0.5, 0.9, 0.999);
    Instant cutoff = Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
    Duration frequency = Duration.ofNanos(random.nextLong() >>> 1);
    List<ForecastStep> steps = new ArrayList<>();
    for (int step = 1 + random.nextInt(5), i = 1; i <= step; i++) {
      float[] quantiles = new float[levels.count()];
      for (int q = 0; q < quantiles.length; q++) {
        float value = Float.intBitsToFloat(random.nextInt());
        quantiles[q] = Float.isFinite(value) ? value : q;
      }
      Arrays.sort(quantiles);
      steps.add(new ForecastStep(i, cutoff.plus(frequency.multipliedBy(i)), quantiles));
    }
    ForecastStatus[] statuses = ForecastStatus.values();
    return new Forecast(
        new SeriesId("s\"\\\n😀" + random.nextInt()),
        frequency,
        cutoff,
        cutoff.plusNanos(random.nextInt(1_000_000)),
        statuses[random.nextInt(statuses.length)],
        "m" + random.nextInt(),
        "v" + random.nextInt(),
        "naive",
        levels,
        random.nextBoolean() ? PointForecast.MEDIAN : PointForecast.MEAN,
        steps,
        new RecordOrigin("t", random.nextInt(1 << 20), random.nextLong() >>> 1));
  }
}
