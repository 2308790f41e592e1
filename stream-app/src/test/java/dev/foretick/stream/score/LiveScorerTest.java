package dev.foretick.stream.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.common.series.EpochNanos;
import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.series.Score;
import dev.foretick.common.series.SeriesId;
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
  private static final QuantileLevels LEVELS = QuantileLevels.centralInterval(90);

  private final List<Score> scores = new ArrayList<>();
  private final SimpleMeterRegistry counted = new SimpleMeterRegistry();
  private final LiveScorer scorer = scorer(2, 10);
  private final PendingForecasts pending = newSeries(scorer, A);

  @Test
  void step_maturesAtTheObservationThatItIsFor() {
    scorer.observe(pending, 10, 1);
    scorer.issue(pending, 1, new float[] {9, 11, 13, 10, 12, 14}, 0);
    scorer.observe(pending, 14, 2);
    scorer.observe(pending, 13, 3);
    scorer.observe(pending, 99, 4);

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
    scorer.observe(pending, 10, 1);
    scorer.issue(pending, 1, new float[] {9, 11, 13, 10, 12, 14}, 0);
    scorer.observe(pending, 14, 2);
    scorer.observe(pending, 13, 3);
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
    scorer.observe(pending, 10, 1);
    scorer.observe(pending, 12, 2);
    scorer.observe(pending, 8, 3);
    scorer.issue(pending, 3, new float[] {7, 8, 9, 7, 8, 9}, 0);
    scorer.observe(pending, 14, 4);
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
      capped.observe(few, i, i);
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
      capped.observe(few, i, i);
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
    scorer.observe(pending, 10, 1);
    scorer.issue(pending, 1, new float[] {9, 11, 13, 10, 12, 14}, 0);
    scorer.observe(pending, 14, 2);
    scorer.observe(pending, 13, 3);
    scorer.publish();

    assertThat(scorer.accuracy().step(1).mae()).isEqualTo(3);
    assertThat(scorer.accuracy().step(2).mae()).isEqualTo(1);
    assertThat(scorer.accuracy().step(2).naiveMae()).isEqualTo(3);
    assertThat(scorer.accuracy().step(3).count()).isZero();
  }

  @Test
  void forecastOfTheModelBefore_isScoredUnderItsOwnVersion_andDoesNotCountForTheNext() {
    scorer.observe(pending, 10, 1);
    scorer.issue(pending, 1, new float[] {9, 11, 13, 10, 12, 14}, 0);
    scorer.serve("n", "w");
    scorer.observe(pending, 14, 2);
    scorer.issue(pending, 2, new float[] {9, 11, 13, 10, 12, 14}, 0);
    scorer.observe(pending, 13, 3);
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
    scorer.observe(pending, 10, 1);
    scorer.issue(pending, 1, new float[] {9, 11, 13, 10, 12, 14}, 0);
    scorer.observe(pending, 14, 2);
    scorer.serve("n", "w");

    assertThat(scorer.accuracy().allSteps()).isEqualTo(LiveAccuracy.NONE.allSteps());
    assertThat(ofA(scorer.accuracy()).accuracy()).isEqualTo(LiveAccuracy.NONE.allSteps());
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

  private static LiveSeries ofA(LiveAccuracy accuracy) {
    return Objects.requireNonNull(accuracy.series().get(A));
  }

  private double count(String meter) {
    return counted.find(meter).counters().stream().mapToDouble(Counter::count).sum();
  }

  private LiveScorer scorer(int horizon, int maxPending) {
    return TestScorers.of("m", "v", plan(horizon, maxPending), counted, Optional.of(scores::add));
  }

  private static ScoringPlan plan(int horizon, int maxPending) {
    return TestScorers.plan(LEVELS, horizon, maxPending, Set.of(A));
  }

  private static PendingForecasts newSeries(LiveScorer of, SeriesId id) {
    PendingForecasts made = of.newSeries(id);
    of.entered(made, 0, 0);
    return made;
  }
}
