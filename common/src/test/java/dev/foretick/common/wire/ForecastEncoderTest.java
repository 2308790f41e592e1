package dev.foretick.common.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.sun.management.ThreadMXBean;
import dev.foretick.common.series.EpochNanos;
import dev.foretick.common.series.Forecast;
import dev.foretick.common.series.ForecastStatus;
import dev.foretick.common.series.ForecastStep;
import dev.foretick.common.series.PointForecast;
import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.series.RecordOrigin;
import dev.foretick.common.series.SeriesId;
import java.lang.management.ManagementFactory;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForecastEncoderTest {
  private static final Instant PRODUCED_AT = Instant.parse("2026-01-02T15:04:00.012345Z");
  private static final QuantileLevels NINETY = QuantileLevels.of(0.05, 0.5, 0.95);

  private final ReferenceEncoder reference = new ReferenceEncoder();

  @Test
  void nestedAndFlat_sample_areTheMessagesOfTheReference() {
    requireSame(Samples.forecast());
  }

  @Test
  void nestedAndFlat_randomForecasts_areTheMessagesOfTheReference() {
    Random random = new Random(12);
    for (int i = 0; i < 3_000; i++) {
      requireSame(randomForecast(random));
    }
  }

  @ParameterizedTest
  @EnumSource
  void nestedAndFlat_medianOrMeanAlone_areTheMessagesOfTheReference(PointForecast point) {
    Random random = new Random(13);
    requireSame(
        forecast(
            "s", 0, Duration.ofHours(1), "m", QuantileLevels.of(0.5), point, values(random, 2)));
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MAX_VALUE, Long.MIN_VALUE})
  void nestedAndFlat_stepsOutOfTheRangeOfNanos_areTheMessagesOfTheReference(long cutoff) {
    Duration millennium = Duration.ofDays(365_250);
    for (Duration frequency :
        List.of(
            Duration.ofNanos(1), millennium, millennium.negated(), millennium.multipliedBy(9))) {
      float[] values = {1, 2, 3, 4, 5, 6, 7, 8, 9};
      requireSame(forecast("s", cutoff, frequency, "m", NINETY, PointForecast.MEDIAN, values));
    }
  }

  @Test
  void flat_stepBeyondAllTime_isRefused() {
    ForecastEncoder encoder =
        new ForecastEncoder(
            "t", Duration.ofSeconds(1L << 62), "m", "v", NINETY, PointForecast.MEDIAN);
    encoder.begin(new byte[] {'s'}, 0, PRODUCED_AT, ForecastStatus.OK, "m", 4, 0, 0);
    assertThatExceptionOfType(DateTimeException.class)
        .isThrownBy(() -> encoder.flat(1, new float[12], 0));
    assertThatExceptionOfType(ArithmeticException.class)
        .isThrownBy(() -> encoder.flat(4, new float[12], 0));
  }

  @Test
  void nestedAndFlat_stepsByAClock_areWhatItSays_inWhateverOrderTheyAreAskedFor() {
    long second = 1_000_000_000;
    ForecastEncoder encoder =
        new ForecastEncoder(
            "t",
            Duration.ofSeconds(1),
            "m",
            "v",
            NINETY,
            PointForecast.MEDIAN,
            time -> time == 2 * second ? 60 * second : time + second);
    encoder.begin(new byte[] {'s'}, second, PRODUCED_AT, ForecastStatus.OK, "m", 3, 0, 0);

    String nested = new String(encoder.nested(new float[9], 0), UTF_8);
    assertThat(nested)
        .contains(
            "\"step\":1,\"ds\":\"1970-01-01T00:00:02Z\"",
            "\"step\":2,\"ds\":\"1970-01-01T00:01:00Z\"",
            "\"step\":3,\"ds\":\"1970-01-01T00:01:01Z\"");
    assertThat(new String(encoder.flat(3, new float[9], 0), UTF_8))
        .contains("\"ds\":\"1970-01-01T00:01:01Z\"");
    assertThat(new String(encoder.flat(1, new float[9], 0), UTF_8))
        .contains("\"ds\":\"1970-01-01T00:00:02Z\"");
    assertThat(new String(encoder.flat(2, new float[9], 0), UTF_8))
        .contains("\"ds\":\"1970-01-01T00:01:00Z\"");
  }

  @Test
  void nestedAndFlat_manyRowsInOneArray_readTheirOwn() {
    float[] rows = {9, 9, 9, 1, 2, 3, 4, 5, 6, 9, 9, 9};
    float[] row = Arrays.copyOfRange(rows, 3, 9);
    Forecast forecast =
        forecast("s", 0, Duration.ofHours(1), "m", NINETY, PointForecast.MEDIAN, row);
    ForecastEncoder encoder = EncodedForecasts.begun(forecast);
    assertThat(encoder.nested(rows, 3)).isEqualTo(reference.encodeNested(forecast));
    assertThat(encoder.flat(2, rows, 3)).isEqualTo(reference.encodeFlat(forecast).get(1));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void nestedAndFlat_numberThatJsonCannotSay_isRefusedByItsName(int quantile) {
    float[] values = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    Forecast forecast =
        forecast(
            "s",
            0,
            Duration.ofHours(1),
            "m",
            QuantileLevels.of(0.05, 0.1, 0.5, 0.9, 0.95),
            PointForecast.MEDIAN,
            values);
    ForecastEncoder encoder = EncodedForecasts.begun(forecast);
    for (float wrong : new float[] {Float.NaN, Float.NEGATIVE_INFINITY}) {
      float[] damaged = values.clone();
      damaged[5 + quantile] = wrong;
      String nested = List.of("yhat_lower", "0.1", "yhat", "0.9", "yhat_upper").get(quantile);
      String flat =
          List.of("yhat_lower", "yhat_q10", "yhat", "yhat_q90", "yhat_upper").get(quantile);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> encoder.nested(damaged, 0))
          .withMessage("%s: %s (expected: a finite number)", nested, wrong);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> encoder.flat(2, damaged, 0))
          .withMessage("%s: %s (expected: a finite number)", flat, wrong);
    }
    assertThat(encoder.nested(values, 0)).isEqualTo(reference.encodeNested(forecast));
  }

  @Test
  void nestedAndFlat_outOfPlace_areRefused() {
    Forecast forecast = Samples.forecast();
    ForecastEncoder encoder = EncodedForecasts.encoder(forecast);
    float[] values = EncodedForecasts.values(forecast);
    assertThatIllegalStateException().isThrownBy(() -> encoder.nested(values, 0));
    assertThatIllegalStateException().isThrownBy(() -> encoder.flat(1, values, 0));
    encoder.begin(new byte[] {'s'}, 0, PRODUCED_AT, ForecastStatus.OK, "m", 2, 0, 0);
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> encoder.nested(values, 1));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> encoder.flat(0, values, 0));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> encoder.flat(3, values, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> encoder.begin(new byte[] {'s'}, 0, PRODUCED_AT, ForecastStatus.OK, "m", 0, 0, 0))
        .withMessage("horizon: 0 (expected: >= 1)");
  }

  @Test
  void nestedAndFlat_warm_allocateTheirResultAlone() {
    Random random = new Random(14);
    Forecast forecast =
        forecast(
            "s", 0, Duration.ofHours(1), "m", NINETY, PointForecast.MEDIAN, values(random, 36));
    ForecastEncoder encoder = EncodedForecasts.encoder(forecast);
    byte[] series = "s\"😀".getBytes(UTF_8);
    float[] values = EncodedForecasts.values(forecast);
    int rounds = 20_000;
    long results = 0;
    long allocated = 0;
    // The rounds before the last are for the compiler and for what is made on first use.
    for (int part = 0; part < 3; part++) {
      results = 0;
      long before = allocatedByThisThread();
      for (int i = 0; i < rounds; i++) {
        long cutoff = 1_767_366_245_000_000_000L + i * 86_399_000_000_123L;
        String used = i % 2 == 0 ? "m" : "naive";
        encoder.begin(series, cutoff, PRODUCED_AT, ForecastStatus.OK, used, 12, 0, i);
        results += sizeInMemory(encoder.nested(values, 0));
        results += sizeInMemory(encoder.flat(7, values, 0));
      }
      allocated = allocatedByThisThread() - before;
    }
    assertThat(allocated - results).isBetween(0L, (long) rounds);
  }

  private static long allocatedByThisThread() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  /** Bytes of an array with its header, in whole words. */
  private static long sizeInMemory(byte[] array) {
    return (16L + array.length + 7) / 8 * 8;
  }

  private void requireSame(Forecast forecast) {
    ForecastEncoder encoder = EncodedForecasts.begun(forecast);
    float[] values = EncodedForecasts.values(forecast);
    assertThat(encoder.nested(values, 0))
        .asString(UTF_8)
        .isEqualTo(new String(reference.encodeNested(forecast), UTF_8));
    List<byte[]> flat = reference.encodeFlat(forecast);
    for (int step = 1; step <= forecast.horizon(); step++) {
      assertThat(encoder.flat(step, values, 0))
          .asString(UTF_8)
          .isEqualTo(new String(flat.get(step - 1), UTF_8));
    }
  }

  private static float[] values(Random random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      float any = Float.intBitsToFloat(random.nextInt());
      boolean price = random.nextBoolean() || !Float.isFinite(any);
      values[i] = price ? 100 + random.nextFloat() : any;
    }
    return values;
  }

  private static Forecast randomForecast(Random random) {
    List<QuantileLevels> levels =
        List.of(
            QuantileLevels.of(0.5),
            NINETY,
            QuantileLevels.centralInterval(1 + random.nextInt(98)),
            QuantileLevels.centralInterval(random.nextDouble(1, 99)),
            QuantileLevels.of(0.0005, 0.025, 0.5, 0.975, 0.9995));
    QuantileLevels chosen = levels.get(random.nextInt(levels.size()));
    List<Duration> frequencies =
        List.of(
            Duration.ofNanos(1 + random.nextInt(2_000_000_000)),
            Duration.ofMillis(1 + random.nextInt(100_000)),
            Duration.ofMinutes(1),
            Duration.ofDays(1 + random.nextInt(400)),
            Duration.ofNanos(random.nextLong() >>> 1));
    List<String> texts = List.of("AAPL", "a\"\\/b", "\u0000\u001f\b\t\n\f\r\u007f", "é日本", "x😀y");
    String text = texts.get(random.nextInt(texts.size()));
    long[] units = {1, 1_000, 1_000_000, 1_000_000_000, 86_400_000_000_000L};
    long cutoff = random.nextLong() >> random.nextInt(20);
    return forecast(
        text + random.nextInt(100),
        cutoff - cutoff % units[random.nextInt(units.length)],
        frequencies.get(random.nextInt(frequencies.size())),
        "model-" + text,
        chosen,
        random.nextBoolean() ? PointForecast.MEDIAN : PointForecast.MEAN,
        values(random, chosen.count() * (1 + random.nextInt(12))));
  }

  private static Forecast forecast(
      String series,
      long cutoffNanos,
      Duration frequency,
      String model,
      QuantileLevels levels,
      PointForecast point,
      float[] values) {
    List<ForecastStep> steps = new ArrayList<>();
    Instant cutoff = EpochNanos.toInstant(cutoffNanos);
    Instant time = cutoff;
    for (int at = 0; at < values.length; at += levels.count()) {
      time = time.plus(frequency);
      float[] quantiles = Arrays.copyOfRange(values, at, at + levels.count());
      steps.add(new ForecastStep(steps.size() + 1, time, quantiles));
    }
    ForecastStatus[] statuses = ForecastStatus.values();
    return new Forecast(
        new SeriesId(series),
        frequency,
        cutoff,
        PRODUCED_AT.plusNanos(cutoffNanos >>> 20),
        statuses[Math.floorMod(cutoffNanos, statuses.length)],
        model,
        "2026-\"" + series,
        model + "+naive",
        levels,
        point,
        steps,
        new RecordOrigin("topic-" + series, (int) cutoffNanos, cutoffNanos));
  }
}
