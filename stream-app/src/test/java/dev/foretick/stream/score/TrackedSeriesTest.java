package dev.foretick.stream.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.series.SeriesId;
import dev.foretick.stream.testing.TestScorers;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrackedSeriesTest {
  private static final SeriesId A = new SeriesId("a");
  private static final SeriesId B = new SeriesId("b");
  private static final QuantileLevels LEVELS = QuantileLevels.centralInterval(90);
  private static final float[] FORECAST = {9, 11, 13, 10, 12, 14};
  private static final PendingForecasts.Matured NOTHING = (pending, slot, step, place) -> {};

  private final SimpleMeterRegistry counted = new SimpleMeterRegistry();
  private final LastShown lastShown = new LastShown();
  private final LiveScorer scorer = newScorer();
  private final PendingForecasts pending = newSeries(scorer, A);

  @Test
  void whatIsRolledBack_isShownNoMore_alsoWhenSomethingElseChanges() {
    scorer.observe(pending, 10, 1);
    scorer.issue(pending, 1, new float[] {9, 11, 13, 10, 12, 14}, 0);
    scorer.observe(pending, 14, 2);
    scorer.publish();
    scorer.observe(pending, 99, 3);
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
    LiveScorer second = newScorer();
    PendingForecasts there = newSeries(second, A);
    scorer.observe(other, 1, 10);
    second.observe(there, 2, 11);
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
      scorer.observe(own, 1, 1);
      scorer.issue(own, 1, new float[6], 0);
      scorer.observe(own, 3, 2);
    }
    scorer.publish();

    assertThat(scorer.accuracy().series()).containsOnlyKeys(A);
    assertThat(scorer.accuracy().allSteps().count()).isEqualTo(2);
  }

  @Test
  void whatIsReadAgain_showsNoOlderMoment() {
    forecastAndActual(pending);
    scorer.publish();
    PendingForecasts again = scorer.newSeries(A);
    again.observe(9, NOTHING);
    scorer.issue(again, 0, new float[6], 0);
    scorer.entered(again, 0, 0);
    scorer.publish();
    assertThat(ofA(scorer.accuracy()).observed()).as("restored").isEqualTo(14);

    scorer.replay(again, 10, 1);
    scorer.issue(again, 1, FORECAST, 0);
    scorer.correct(again, 10.5f, 1);
    scorer.serve("n", "w"); // Shows all of it anew.
    assertThat(ofA(scorer.accuracy()).observed()).as("older").isEqualTo(14);
    assertThat(ofA(scorer.accuracy()).due(0).yhat()).as("older").isEqualTo(11);

    scorer.replay(again, 14, 2);
    scorer.publish();
    assertThat(ofA(scorer.accuracy()).due(0).yhat()).as("the same").isEqualTo(11);
    scorer.observe(again, 15, 3);
    scorer.publish();
    assertThat(ofA(scorer.accuracy()).observed()).as("newer").isEqualTo(15);
    assertThat(ofA(scorer.accuracy()).due(1).yhat()).as("newer").isEqualTo(12);
  }

  @Test
  void partitionThatComesBack_showsWhatIsNewer_orElseWhatItShowed() {
    forecastAndActual(pending);
    scorer.publish();
    scorer.left(0);
    scorer.publish();
    assertThat(scorer.accuracy().series()).isEmpty();

    PendingForecasts older = scorer.newSeries(A);
    older.observe(10, NOTHING);
    scorer.entered(older, 0, 1);
    scorer.publish();
    assertThat(ofA(scorer.accuracy()).observed()).isEqualTo(14);
    assertThat(ofA(scorer.accuracy()).accuracy().count()).as("starts anew").isZero();

    PendingForecasts newer = scorer.newSeries(A);
    newer.observe(20, NOTHING);
    scorer.entered(newer, 0, 5);
    scorer.publish();
    assertThat(ofA(scorer.accuracy()).observed()).isEqualTo(20);
    assertThat(ofA(scorer.accuracy()).epochNanos()).isEqualTo(5);
    assertThat(ofA(scorer.accuracy()).due(0).yhat()).isNaN();
  }

  @Test
  void seriesThatMovesToAnotherLoop_showsNoOlderMoment() {
    forecastAndActual(pending);
    scorer.publish();
    scorer.left(0);
    scorer.publish();
    LiveScorer other = newScorer();
    PendingForecasts there = newSeries(other, A);
    other.replay(there, 10, 1);
    other.publish();
    assertThat(ofA(other.accuracy()).observed()).isEqualTo(14);
    assertThat(ofA(other.accuracy()).due(0).yhat()).isEqualTo(11);
    assertThat(ofA(other.accuracy()).accuracy().count()).as("starts anew").isZero();

    other.observe(there, 15, 3);
    other.publish();
    assertThat(ofA(other.accuracy()).observed()).isEqualTo(15);
  }

  @Test
  void seriesThatBeganAnewElsewhere_isShownAtItsTime() {
    scorer.observe(pending, 10, 1_000_000);
    scorer.publish();
    scorer.left(0);
    PendingForecasts back = newSeries(scorer, A);
    scorer.replay(back, 1, 1);
    scorer.publish();
    assertThat(ofA(scorer.accuracy()).observed()).isEqualTo(10);

    scorer.observe(back, 2, 2);
    scorer.publish();
    assertThat(ofA(scorer.accuracy()).observed()).isEqualTo(2);
    scorer.observe(back, 1, 1);
    scorer.publish();
    assertThat(ofA(scorer.accuracy()).observed()).as("is here now").isEqualTo(2);
  }

  @Test
  void seriesThatBeganAnewInAnotherLoop_isShownAtItsTime() {
    scorer.observe(pending, 10, 1_000_000);
    scorer.publish();
    LiveScorer other = newScorer();
    other.observe(newSeries(other, A), 2, 2);
    other.publish();

    assertThat(ofA(other.accuracy()).observed()).isEqualTo(2);
  }

  @Test
  void evictionThatIsRolledBack_keepsSeriesAndAccuracy() {
    forecastAndActual(pending);
    scorer.publish();
    scorer.evicted(pending, 0);
    assertThat(scorer.accuracy().series()).as("not yet final").containsOnlyKeys(A);
    scorer.rollBack();
    scorer.publish();

    assertThat(ofA(scorer.accuracy()).accuracy().count()).isEqualTo(1);
    assertThat(ofA(scorer.accuracy()).observed()).isEqualTo(14);
    assertThat(count("foretick.scores.expired")).isZero();
    PendingForecasts restored = newSeries(scorer, A);
    forecastAndActual(restored);
    scorer.publish();
    assertThat(ofA(scorer.accuracy()).accuracy().count()).isEqualTo(2);
  }

  @Test
  void evictionThatIsFinal_startsTheAccuracyAnew() {
    forecastAndActual(pending);
    scorer.publish();
    scorer.evicted(pending, 0);
    scorer.publish();
    scorer.rollBack();
    scorer.publish();
    assertThat(scorer.accuracy().series()).isEmpty();
    assertThat(count("foretick.scores.expired")).isEqualTo(1);

    forecastAndActual(newSeries(scorer, A));
    scorer.publish();
    assertThat(ofA(scorer.accuracy()).accuracy().count()).isEqualTo(1);
  }

  @Test
  void partitionThatLeavesWithinABatch_isGone_whateverBecomesOfTheBatch() {
    forecastAndActual(pending);
    scorer.publish();
    scorer.evicted(pending, 0);
    scorer.left(0);
    scorer.rollBack();
    scorer.publish();

    assertThat(scorer.accuracy().series()).isEmpty();
  }

  private void forecastAndActual(PendingForecasts own) {
    scorer.observe(own, 10, 1);
    scorer.issue(own, 1, FORECAST, 0);
    scorer.observe(own, 14, 2);
  }

  private static LiveSeries ofA(LiveAccuracy accuracy) {
    return Objects.requireNonNull(accuracy.series().get(A));
  }

  private double count(String meter) {
    return counted.find(meter).counters().stream().mapToDouble(Counter::count).sum();
  }

  private LiveScorer newScorer() {
    ScoringPlan plan = TestScorers.plan(LEVELS, 2, 10, Set.of(A));
    return new LiveScorer("m", "v", plan, new ScoreMeters(counted), lastShown, Optional.empty());
  }

  private static PendingForecasts newSeries(LiveScorer of, SeriesId id) {
    PendingForecasts made = of.newSeries(id);
    of.entered(made, 0, 0);
    return made;
  }
}
