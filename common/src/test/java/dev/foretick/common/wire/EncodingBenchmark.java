package dev.foretick.common.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.foretick.common.series.EpochNanos;
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
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long one nested message of 12 steps with three quantiles takes, from the forecaster's floats
 * to bytes. Each call has another of {@value #FORECASTS} forecasts, so that branches do not learn
 * their digits by heart. Samples calls, so that the median holds on a machine that has other work
 * too.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@NullUnmarked // The fields are set before each trial.
public class EncodingBenchmark {
  private static final int FORECASTS = 1_024;
  private static final int HORIZON = 12;
  private static final Duration FREQUENCY = Duration.ofMinutes(1);
  private static final String MODEL = "cnn-lstm+ridge";
  private static final String VERSION = "2026-01-01T00-00-00Z-9c1d";
  private static final QuantileLevels LEVELS = QuantileLevels.centralInterval(90);
  private static final Instant CUTOFF = Instant.parse("2026-01-02T15:04:00.250Z");
  private static final Instant PRODUCED_AT = Instant.parse("2026-01-02T15:04:00.262144Z");

  private ReferenceEncoder reference;
  private ForecastEncoder encoder;
  private SeriesId series;
  private byte[] seriesBytes;
  private float[] values;
  private int next;

  @Setup(Level.Trial)
  public void open() {
    reference = new ReferenceEncoder();
    encoder = new ForecastEncoder("ticks", FREQUENCY, MODEL, VERSION, LEVELS, PointForecast.MEDIAN);
    series = new SeriesId("sensor-000042");
    seriesBytes = series.value().getBytes(UTF_8);
    values = new float[FORECASTS * HORIZON * LEVELS.count()];
    Random random = new Random(1);
    for (int i = 0; i < values.length; i++) {
      values[i] = 100 + 5 * random.nextFloat();
    }
  }

  @Benchmark
  public byte[] encoder() {
    int from = nextForecast();
    encoder.begin(
        seriesBytes,
        EpochNanos.of(CUTOFF),
        PRODUCED_AT,
        ForecastStatus.OK,
        MODEL,
        HORIZON,
        3,
        123_456_789L);
    return encoder.nested(values, from);
  }

  @Benchmark
  public byte[] jackson() {
    int from = nextForecast();
    List<ForecastStep> steps = new ArrayList<>(HORIZON);
    Instant time = CUTOFF;
    for (int step = 1; step <= HORIZON; step++) {
      time = time.plus(FREQUENCY);
      int at = from + (step - 1) * LEVELS.count();
      steps.add(new ForecastStep(step, time, Arrays.copyOfRange(values, at, at + LEVELS.count())));
    }
    return reference.encodeNested(
        new Forecast(
            series,
            FREQUENCY,
            CUTOFF,
            PRODUCED_AT,
            ForecastStatus.OK,
            MODEL,
            VERSION,
            MODEL,
            LEVELS,
            PointForecast.MEDIAN,
            steps,
            new RecordOrigin("ticks", 3, 123_456_789L)));
  }

  private int nextForecast() {
    next = (next + 1) % FORECASTS;
    return next * HORIZON * LEVELS.count();
  }
}
