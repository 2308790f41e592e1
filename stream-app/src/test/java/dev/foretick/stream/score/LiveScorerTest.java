package dev.foretick.stream.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.foretick.common.series.EpochNanos;
import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.series.Score;
import dev.foretick.common.series.SeriesId;
import dev.foretick.stream.metrics.Meters;
import dev.foretick.stream.testing.TestScorers;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LiveScorerTest {
  private static final SeriesId A = new SeriesId("a");
  private static final SeriesId B = new SeriesId("b");
  private static final QuantileLevels LEVELS = QuantileLevels.centralInterval(90);

  private final List<Score> scores = new ArrayList<>();
  private final SimpleMeterRegistry counted = new SimpleMeterRegistry();
  private final LiveScorer scorer = scorer(2, 10);
  private final PendingForecasts pending = newSeries(scorer, A);

  @Test
  void step_maturesAtTheObservationThatItIsFor() {
    observe(pending, 10, 1);
    scorer.issue(pending, 1, new float[] {9, 11, 13, 10, 12, 14}, 0);
    observe(pending, 14, 2);
    observe(pending, 13, 3);
    observe(pending, 99, 4);

    assertThat(scores).hasSize(2);
    Score first = scores.get(0);
    assertThat(first.step()).isEqualTo(1);
    assertThat(first.time()).isEqualTo(EpochNanos.toInstant(2));
    assertThat(first.cutoff()).isEqualTo(EpochNanos.toInstant(1));
    assertThat(first.yhat()).isEqualTo(11);
    assertThat(first.naive()).isEqualTo(10);
    assertThat(first.covered()).isFalse();
    assertThat(scores.get(1).step()).isEqualTo(2);
    assertThat(scores.get(1).actual()).isEqualTo(13);
    assertThat(scores.get(1).covered()).isTrue();
    assertThat(pending.size()).isZero();
  }

  @Test
  void accuracy_isOfModelAndNaiveOnTheSamePoints() {
    observe(pending, 10, 1);
    scorer.issue(pending, 1, new float[] {9, 11, 13, 10, 12, 14}, 0);
    observe(pending, 14, 2);
    observe(pending, 13, 3);
    scorer.publish();

    LiveAccuracy accuracy = scorer.accuracy();
    assertThat(accuracy.firstStep().mae()).isEqualTo(3);
    assertThat(accuracy.firstStep().naiveMae()).isEqualTo(4);
    assertThat(accuracy.firstStep().skill()).isEqualTo(0.25);
    assertThat(accuracy.allSteps().count()).isEqualTo(2);
    assertThat(accuracy.allSteps().mae()).isEqualTo(2);
    assertThat(accuracy.allSteps().naiveMae()).isEqualTo(3.5);
    assertThat(accuracy.allSteps().coverage()).isEqualTo(0.5);
  }

  @Test
  void scale_isTheMeanChangeUpToTheCutoff() {
    observe(pending, 10, 1);
    observe(pending, 12, 2);
    observe(pending, 8, 3);
    scorer.issue(pending, 3, new float[] {7, 8, 9, 7, 8, 9}, 0);
    observe(pending, 14, 4);
    scorer.publish();

    assertThat(scores.get(0).scale()).isEqualTo(3);
    assertThat(scorer.accuracy().firstStep().mase()).isEqualTo(2);
    assertThat(scorer.accuracy().firstStep().naiveMase()).isEqualTo(2);
  }

  @Test
  void horizonBeyondTheCap_isScoredForEveryFewForecasts_inFull() {
    LiveScorer capped = scorer(6, 2);
    PendingForecasts few = newSeries(capped, A);
    int largest = 0;
    for (int i = 0; i < 60; i++) {
      observe(capped, few, i, i);
      if (capped.isTaking(few)) {
        capped.issue(few, i, new float[18], 0);
      }
      largest = Math.max(largest, few.size());
    }

    assertThat(largest).isEqualTo(2);
    assertThat(scores.stream().filter(score -> score.step() == 1)).hasSize(20);
    assertThat(scores.stream().filter(score -> score.step() == 6)).hasSize(18);
    assertThat(scores.stream().map(score -> score.cutoff() + "/" + score.step()))
        .doesNotHaveDuplicates();
  }

  @Test
  void forecastsBeyondTheCap_expire() {
    LiveScorer capped = scorer(6, 2);
    PendingForecasts few = newSeries(capped, A);
    for (int i = 0; i < 6; i++) {
      observe(capped, few, i, i);
      if (capped.isTaking(few)) {
        capped.issue(few, i, new float[18], 0);
      } else {
        capped.pass();
      }
    }
    assertThat(count("foretick.scores.expired")).isZero();
    capped.publish();

    assertThat(count("foretick.scores.expired")).isEqualTo(4 * 6);
    assertThat(count("foretick.scores.matured")).isEqualTo(5 + 2);
  }

  @Test
  void everyStep_hasItsOwnAccuracy() {
    observe(pending, 10, 1);
    scorer.issue(pending, 1, new float[] {9, 11, 13, 10, 12, 14}, 0);
    observe(pending, 14, 2);
    observe(pending, 13, 3);
    scorer.publish();

    assertThat(scorer.accuracy().step(1).mae()).isEqualTo(3);
    assertThat(scorer.accuracy().step(2).mae()).isEqualTo(1);
    assertThat(scorer.accuracy().step(2).naiveMae()).isEqualTo(3);
    assertThat(scorer.accuracy().step(3).count()).isZero();
  }

  @Test
  void seasonalNaive_isTheBestWhereItErrsLess() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    ScoringPlan seasonal =
        new ScoringPlan(LEVELS, 3, 10, SeasonLags.of(2, 3, 5), Set.of(A), List.of(1, 3));
    LiveScorer of = TestScorers.of("m", "v", seasonal, registry, Optional.empty());
    PendingForecasts own = newSeries(of, A);
    of.observe(own, 10, 1, new float[] {0, 0}, 0);
    of.issue(own, 1, new float[] {0, 12, 20, 0, 12, 20, 0, 12, 20}, 0);
    // Steps 1 and 2 look one season back, step 3 two.
    of.observe(own, 20, 2, new float[] {19, 100}, 0);
    of.observe(own, 11, 3, new float[] {-1, 10, 100}, 1);
    of.observe(own, 18, 4, new float[] {-1, 100, 18}, 1);
    of.publish();

    StepAccuracy all = of.accuracy().allSteps();
    assertThat(all.mae()).isEqualTo((8 + 1 + 6) / 3.0);
    assertThat(all.naiveMae()).isEqualTo((10 + 1 + 8) / 3.0);
    assertThat(all.seasonalMae()).isEqualTo((1 + 1 + 0) / 3.0);
    assertThat(all.skill()).isEqualTo(1 - 15 / 2.0);
    new AccuracyGauges(registry, of::accuracy, seasonal, "m").register();
    assertThat(mae(registry, "seasonal-naive", "3")).isZero();
    assertThat(mae(registry, "seasonal-naive", "1")).isEqualTo(1);
  }

  @Test
  void coverage_isOfEachInterval() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    QuantileLevels levels = QuantileLevels.of(0.025, 0.1, 0.5, 0.9, 0.975);
    ScoringPlan plan = TestScorers.plan(levels, 1, 10, Set.of());
    LiveScorer of = TestScorers.of("m", "v", plan, registry, Optional.empty());
    PendingForecasts own = newSeries(of, B);
    for (float next : new float[] {0, 5, 8, 8, 50, 5}) {
      observe(of, own, next, 1);
      of.issue(own, 1, new float[] {0, 4, 5, 6, 10}, 0);
    }
    of.publish();
    new AccuracyGauges(registry, of::accuracy, plan, "m").register();

    assertThat(coverage(registry, "95", "1")).isEqualTo(0.8);
    assertThat(coverage(registry, "80", "all")).isEqualTo(0.4);
  }

  @Test
  void due_isWhatWasForecastForTheNewestValue() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    AccuracyGauges gauges = gauges(registry, scorer);
    gauges.register();
    scorer.whenSeriesChange(gauges::seriesChanged);
    observe(pending, 10, 1);
    scorer.issue(pending, 1, new float[] {9, 11, 13, 10, 12, 14}, 0);
    observe(pending, 14, 2);
    scorer.issue(pending, 2, new float[] {1, 2, 3, 4, 5, 6}, 0);
    observe(pending, 13, 3);
    scorer.publish();

    assertThat(ofSeries(registry, "foretick.observed", "")).isEqualTo(13);
    assertThat(ofSeries(registry, "foretick.forecast.due", "1")).isEqualTo(2);
    assertThat(ofSeries(registry, "foretick.forecast.due", "2")).isEqualTo(12);
    assertThat(ofSeries(registry, "foretick.forecast.due.lower", "2")).isEqualTo(10);
    assertThat(ofSeries(registry, "foretick.forecast.due.upper", "2")).isEqualTo(14);

    observe(pending, 13, 4);
    scorer.publish();
    assertThat(ofSeries(registry, "foretick.forecast.due", "1")).isNaN();
    assertThat(ofSeries(registry, "foretick.forecast.due", "2")).isEqualTo(5);

    scorer.left(0);
    scorer.publish();
    assertThat(registry.find("foretick.observed").gauge()).isNull();
    assertThat(registry.find("foretick.series.mae").gauge()).isNull();
    assertThat(registry.find("foretick.forecast.due").gauge()).isNull();
  }

  @Test
  void whatIsRolledBack_isShownNoMore_alsoWhenSomethingElseChanges() {
    observe(pending, 10, 1);
    scorer.issue(pending, 1, new float[] {9, 11, 13, 10, 12, 14}, 0);
    observe(pending, 14, 2);
    scorer.publish();
    observe(pending, 99, 3);
    scorer.rollBack();
    scorer.serve("n", "w");

    LiveSeries live = ofA(scorer.accuracy());
    assertThat(live.observed()).isEqualTo(14);
    assertThat(live.epochNanos()).isEqualTo(2);
    assertThat(live.due(0).yhat()).isEqualTo(11);
    assertThat(live.due(1).yhat()).isNaN();
    assertThat(count("foretick.scores.matured")).isEqualTo(1);
  }

  @Test
  void seriesOfTwoLoops_isShownOnce_byWhoeverHasTheNewerValue() {
    PendingForecasts other = newSeries(scorer, A);
    LiveScorer second = scorer(2, 10);
    PendingForecasts there = newSeries(second, A);
    observe(other, 1, 10);
    observe(second, there, 2, 11);
    scorer.publish();
    second.publish();

    assertThat(ofA(scorer.accuracy().plus(second.accuracy())).observed()).isEqualTo(2);
    assertThat(ofA(second.accuracy().plus(scorer.accuracy())).observed()).isEqualTo(2);
  }

  @Test
  void accuracyOfASeries_isKeptForTheListedOnly() {
    PendingForecasts other = newSeries(scorer, B);
    for (SeriesId series : List.of(A, B)) {
      PendingForecasts own = series.equals(A) ? pending : other;
      observe(own, 1, 1);
      scorer.issue(own, 1, new float[6], 0);
      observe(own, 3, 2);
    }
    scorer.publish();

    assertThat(scorer.accuracy().series()).containsOnlyKeys(A);
    assertThat(scorer.accuracy().allSteps().count()).isEqualTo(2);
  }

  @Test
  void forecastOfTheModelBefore_isScoredUnderItsOwnVersion_andDoesNotCountForTheNext() {
    observe(pending, 10, 1);
    scorer.issue(pending, 1, new float[] {9, 11, 13, 10, 12, 14}, 0);
    scorer.serve("n", "w");
    observe(pending, 14, 2);
    scorer.issue(pending, 2, new float[] {9, 11, 13, 10, 12, 14}, 0);
    observe(pending, 13, 3);
    scorer.publish();

    assertThat(scores)
        .extracting(score -> score.model() + " " + score.modelVersion() + " " + score.step())
        .containsExactly("m v 1", "m v 2", "n w 1");
    assertThat(scorer.accuracy().allSteps().count()).isEqualTo(1);
    assertThat(scorer.accuracy().firstStep().mae()).isEqualTo(2);
    assertThat(ofA(scorer.accuracy()).accuracy()).isEqualTo(scorer.accuracy().allSteps());
  }

  @Test
  void accuracy_startsAnewWithAnotherModel() {
    observe(pending, 10, 1);
    scorer.issue(pending, 1, new float[] {9, 11, 13, 10, 12, 14}, 0);
    observe(pending, 14, 2);
    scorer.serve("n", "w");

    assertThat(scorer.accuracy().allSteps()).isEqualTo(LiveAccuracy.NONE.allSteps());
    assertThat(ofA(scorer.accuracy()).accuracy()).isEqualTo(LiveAccuracy.NONE.allSteps());
  }

  @Test
  void gauges_thatAreRemoved_areGone() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    AccuracyGauges gauges = gauges(registry, scorer);
    gauges.register();
    gauges.remove();

    assertThat(registry.getMeters()).isEmpty();
  }

  @Test
  void gauges_showModelAndNaive() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    AccuracyGauges gauges = gauges(registry, scorer);
    gauges.register();
    scorer.whenSeriesChange(gauges::seriesChanged);
    assertThat(registry.get(Meters.SKILL.meterName()).gauge().value()).isNaN();
    observe(pending, 10, 1);
    scorer.issue(pending, 1, new float[] {9, 11, 13, 10, 12, 14}, 0);
    observe(pending, 14, 2);
    scorer.publish();

    assertThat(mae(registry, "cnn-lstm", "1")).isEqualTo(3);
    assertThat(mae(registry, "naive", "all")).isEqualTo(4);
    assertThat(registry.get(Meters.SKILL.meterName()).gauge().value())
        .isEqualTo(0.25, within(1e-9));
    assertThat(
            registry
                .get("foretick.series.mae")
                .tag("series", "a")
                .tag("model", "naive")
                .gauge()
                .value())
        .isEqualTo(4);
    assertThat(
            registry
                .get("foretick.interval.coverage")
                .tag("level", "90")
                .tag("step", "1")
                .gauge()
                .value())
        .isZero();
  }

  private static LiveSeries ofA(LiveAccuracy accuracy) {
    return Objects.requireNonNull(accuracy.series().get(A));
  }

  private double count(String meter) {
    return counted.find(meter).counters().stream().mapToDouble(Counter::count).sum();
  }

  private static double coverage(SimpleMeterRegistry registry, String level, String step) {
    return registry
        .get("foretick.interval.coverage")
        .tag("level", level)
        .tag("step", step)
        .gauge()
        .value();
  }

  private static double ofSeries(SimpleMeterRegistry registry, String meter, String step) {
    return step.isEmpty()
        ? registry.get(meter).tag("series", "a").gauge().value()
        : registry.get(meter).tag("series", "a").tag("step", step).gauge().value();
  }

  private static double mae(SimpleMeterRegistry registry, String model, String step) {
    return registry
        .get("foretick.accuracy.mae")
        .tag("model", model)
        .tag("step", step)
        .gauge()
        .value();
  }

  @Test
  void forecastsThatWereKeptDenser_areLeftOut_andScoredOnceThereafter() {
    LiveScorer dense = scorer(6, 6);
    PendingForecasts before = newSeries(dense, A);
    for (int i = 0; i < 3; i++) {
      dense.observe(before, i, i);
      dense.issue(before, i, new float[18], 0);
    }
    ByteBuffer written = ByteBuffer.allocate(before.encodedLength());
    before.write(written);
    LiveScorer sparse = scorer(6, 3);
    PendingForecasts after = newSeries(sparse, A);
    sparse.read(after, written.flip());

    assertThat(after.size()).isZero();
    for (int i = 3; i < 40; i++) {
      sparse.observe(after, i, i);
      if (sparse.isTaking(after)) {
        sparse.issue(after, i, new float[18], 0);
      }
      assertThat(after.size()).isLessThanOrEqualTo(3);
    }
  }

  private LiveScorer scorer(int horizon, int maxPending) {
    return TestScorers.of("m", "v", plan(horizon, maxPending), counted, Optional.of(scores::add));
  }

  private static ScoringPlan plan(int horizon, int maxPending) {
    return TestScorers.plan(LEVELS, horizon, maxPending, Set.of(A));
  }

  private static AccuracyGauges gauges(SimpleMeterRegistry registry, LiveScorer of) {
    return new AccuracyGauges(registry, of::accuracy, plan(2, 10), "cnn-lstm");
  }

  private static PendingForecasts newSeries(LiveScorer of, SeriesId id) {
    PendingForecasts made = of.newSeries(id);
    of.entered(made, 0);
    return made;
  }

  private void observe(PendingForecasts own, float actual, long time) {
    observe(scorer, own, actual, time);
  }

  private static void observe(LiveScorer scorer, PendingForecasts own, float actual, long time) {
    scorer.observe(own, actual, time);
  }
}
