package dev.foretick.stream.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.foretick.common.series.EpochNanos;
import dev.foretick.common.series.Observation;
import dev.foretick.common.series.Score;
import dev.foretick.common.series.SeriesId;
import dev.foretick.model.forecaster.QuantileForecasts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LiveScorerTest {
  private static final SeriesId SERIES = new SeriesId("pump");
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final AtomicLong nanos = new AtomicLong();
  private final LiveScorer scorer = new LiveScorer("lstm", "v1", 2, nanos::get);
  private final PendingForecasts pending = scorer.newSeries();
  private final List<Score> scores = new ArrayList<>();
  private int second;
  private float lastActual;

  @Test
  void observation_answersEachStepOnce() {
    observe(10);
    forecast(11, 12); // for seconds 1 and 2
    observe(13);
    forecast(14, 15); // for seconds 2 and 3
    observe(12);

    assertThat(scores)
        .extracting(Score::step, Score::yhat, Score::actual, Score::naive)
        .containsExactly(
            tuple(1, 11f, 13.0, 10f), tuple(1, 14f, 12.0, 13f), tuple(2, 12f, 12.0, 10f));
    assertThat(scores.get(2).cutoff()).isEqualTo(START);
    assertThat(scores.get(2).time()).isEqualTo(START.plusSeconds(2));
  }

  @Test
  void observation_withoutForecastBefore_leavesItsStepUnscored() {
    observe(10);
    forecast(11, 12);
    observe(13);
    // none is made here: step 1 of the next observation has no forecast
    observe(12);
    observe(12);

    assertThat(scores).extracting(Score::step).containsExactly(1, 2);
  }

  @Test
  void accuracy_isWorkedOutBeside_naive() {
    observe(10);
    forecast(11, 12);
    observe(13);
    forecast(14, 15);
    observe(12);
    scorer.close();

    // Step 1: |13-11| = 2 and |12-14| = 2; naive |13-10| = 3 and |12-13| = 1. Step 2: |12-12| = 0,
    // naive |12-10| = 2.
    LiveAccuracy accuracy = scorer.accuracy();
    assertThat(accuracy.step(1).mae()).isEqualTo(2.0);
    assertThat(accuracy.step(1).naiveMae()).isEqualTo(2.0);
    assertThat(accuracy.step(2).mae()).isZero();
    assertThat(accuracy.overall().count()).isEqualTo(3);
    assertThat(accuracy.overall().mae()).isCloseTo(4.0 / 3, within(1e-12));
    assertThat(accuracy.overall().naiveMae()).isEqualTo(2.0);
    assertThat(accuracy.overall().skill()).isCloseTo(1 - (4.0 / 3) / 2, within(1e-12));
    // Bounds are yhat - 1 and yhat + 1: only the last is covered.
    assertThat(accuracy.overall().coverage()).isCloseTo(1.0 / 3, within(1e-12));
  }

  @Test
  void mase_scalesByChangesBeforeTheObservation() {
    observe(10);
    observe(12); // the mean absolute change is 2
    forecast(12, 12);
    observe(15); // error 3
    scorer.close();

    assertThat(scorer.accuracy().step(1).mase()).isEqualTo(1.5);
    assertThat(scorer.accuracy().step(1).naiveMase()).isEqualTo(1.5);
  }

  @Test
  void accuracy_betweenSnapshots_isTheOlderOne() {
    observe(10);
    forecast(11, 12);
    observe(13);
    scorer.endBatch();
    assertThat(scorer.accuracy().overall().count()).isZero();

    nanos.addAndGet(1_000_000_000);
    scorer.endBatch();
    assertThat(scorer.accuracy().overall().count()).isEqualTo(1);
  }

  private void observe(double actual) {
    scorer.onObservation(
        pending,
        new Observation(SERIES, START.plusSeconds(second++), new double[] {actual}),
        scores::add);
    lastActual = (float) actual;
  }

  private void forecast(float first, float next) {
    float[] values = {first - 1, first, first + 1, next - 1, next, next + 1};
    long cutoff = EpochNanos.of(START.plusSeconds(second - 1));
    scorer.onForecast(pending, cutoff, new QuantileForecasts(1, 2, 3, values), 0, lastActual);
  }
}
