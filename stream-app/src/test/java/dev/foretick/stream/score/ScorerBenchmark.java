package dev.foretick.stream.score;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.series.SeriesId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What scoring adds to one record: its actual value is taken in, and its forecast is kept. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@NullUnmarked // The fields are set before each trial.
public class ScorerBenchmark {
  private static final int BATCH = 500;
  private static final QuantileLevels LEVELS = QuantileLevels.centralInterval(90);

  @Param({"1", "12", "48"})
  public int horizon;

  @Param({"100", "100000"})
  public int series;

  private LiveScorer scorer;
  private PendingForecasts[] pending;

  /** Shape [BATCH, horizon, quantiles]. */
  private float[] forecasts;

  private int next;
  private long now;

  /** Fills every place with a forecast. */
  @Setup(Level.Trial)
  public void fill() {
    scorer =
        new LiveScorer(
            "m",
            "v",
            new ScoringPlan(
                LEVELS, horizon, 64, SeasonLags.NONE, Set.of(), ScoringPlan.spreadSteps(horizon)),
            new ScoreMeters(new SimpleMeterRegistry()),
            new LastShown(),
            Optional.empty());
    pending = new PendingForecasts[series];
    for (int i = 0; i < series; i++) {
      pending[i] = scorer.newSeries(new SeriesId("series-" + i));
    }
    Random random = new Random(1);
    forecasts = new float[BATCH * horizon * LEVELS.count()];
    for (int i = 0; i < forecasts.length; i++) {
      forecasts[i] = random.nextFloat();
    }
    for (int i = 0; i < (horizon + 1) * series; i += BATCH) {
      batch();
    }
  }

  /** One batch of records of the series in turn. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void batch() {
    for (int record = 0; record < BATCH; record++) {
      PendingForecasts own = pending[next];
      next = next + 1 == series ? 0 : next + 1;
      scorer.observe(own, forecasts[record], now++);
      if (scorer.isTaking(own)) {
        scorer.issue(own, now, forecasts, record * horizon * LEVELS.count());
      }
    }
    scorer.publish();
  }
}
