package dev.foretick.stream.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.series.SeriesId;
import dev.foretick.stream.metrics.Meters;
import dev.foretick.stream.testing.TestScorers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccuracyGaugesTest {
  private static final SeriesId A = new SeriesId("a");
  private static final SeriesId B = new SeriesId("b");
  private static final QuantileLevels LEVELS = QuantileLevels.centralInterval(90);
  private static final ScoringPlan PLAN = TestScorers.plan(LEVELS, 2, 10, Set.of(A));

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final LiveScorer scorer =
      TestScorers.of("m", "v", PLAN, new SimpleMeterRegistry(), Optional.empty());
  private final PendingForecasts pending = newSeries(scorer, A);

  @Test
  void seasonalNaive_isTheBestWhereItErrsLess() {
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
    assertThat(mae("seasonal-naive", "3")).isZero();
    assertThat(mae("seasonal-naive", "1")).isEqualTo(1);
  }

  @Test
  void coverage_isOfEachInterval() {
    QuantileLevels levels = QuantileLevels.of(0.025, 0.1, 0.5, 0.9, 0.975);
    ScoringPlan plan = TestScorers.plan(levels, 1, 10, Set.of());
    LiveScorer of = TestScorers.of("m", "v", plan, registry, Optional.empty());
    PendingForecasts own = newSeries(of, B);
    for (float next : new float[] {0, 5, 8, 8, 50, 5}) {
      of.observe(own, next, 1);
      of.issue(own, 1, new float[] {0, 4, 5, 6, 10}, 0);
    }
    of.publish();
    new AccuracyGauges(registry, of::accuracy, plan, "m").register();

    assertThat(coverage("95", "1")).isEqualTo(0.8);
    assertThat(coverage("80", "all")).isEqualTo(0.4);
  }

  @Test
  void due_isWhatWasForecastForTheNewestValue() {
    AccuracyGauges gauges = gauges();
    gauges.register();
    scorer.whenSeriesChange(gauges::seriesChanged);
    scorer.observe(pending, 10, 1);
    scorer.issue(pending, 1, new float[] {9, 11, 13, 10, 12, 14}, 0);
    scorer.observe(pending, 14, 2);
    scorer.issue(pending, 2, new float[] {1, 2, 3, 4, 5, 6}, 0);
    scorer.observe(pending, 13, 3);
    scorer.publish();

    assertThat(ofSeries("foretick.observed", "")).isEqualTo(13);
    assertThat(ofSeries("foretick.forecast.due", "1")).isEqualTo(2);
    assertThat(ofSeries("foretick.forecast.due", "2")).isEqualTo(12);
    assertThat(ofSeries("foretick.forecast.due.lower", "2")).isEqualTo(10);
    assertThat(ofSeries("foretick.forecast.due.upper", "2")).isEqualTo(14);

    scorer.observe(pending, 13, 4);
    scorer.publish();
    assertThat(ofSeries("foretick.forecast.due", "1")).isNaN();
    assertThat(ofSeries("foretick.forecast.due", "2")).isEqualTo(5);

    scorer.left(0);
    scorer.publish();
    assertThat(registry.find("foretick.observed").gauge()).isNull();
    assertThat(registry.find("foretick.series.mae").gauge()).isNull();
    assertThat(registry.find("foretick.forecast.due").gauge()).isNull();
  }

  @Test
  void gauges_thatAreRemoved_areGone() {
    AccuracyGauges gauges = gauges();
    gauges.register();
    gauges.remove();

    assertThat(registry.getMeters()).isEmpty();
  }

  @Test
  void gauges_showModelAndNaive() {
    AccuracyGauges gauges = gauges();
    gauges.register();
    scorer.whenSeriesChange(gauges::seriesChanged);
    assertThat(registry.get(Meters.SKILL.meterName()).gauge().value()).isNaN();
    scorer.observe(pending, 10, 1);
    scorer.issue(pending, 1, new float[] {9, 11, 13, 10, 12, 14}, 0);
    scorer.observe(pending, 14, 2);
    scorer.publish();

    assertThat(mae("cnn-lstm", "1")).isEqualTo(3);
    assertThat(mae("naive", "all")).isEqualTo(4);
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

  private double coverage(String level, String step) {
    return registry
        .get("foretick.interval.coverage")
        .tag("level", level)
        .tag("step", step)
        .gauge()
        .value();
  }

  private double ofSeries(String meter, String step) {
    return step.isEmpty()
        ? registry.get(meter).tag("series", "a").gauge().value()
        : registry.get(meter).tag("series", "a").tag("step", step).gauge().value();
  }

  private double mae(String model, String step) {
    return registry
        .get("foretick.accuracy.mae")
        .tag("model", model)
        .tag("step", step)
        .gauge()
        .value();
  }

  private AccuracyGauges gauges() {
    return new AccuracyGauges(registry, scorer::accuracy, PLAN, "cnn-lstm");
  }

  private static PendingForecasts newSeries(LiveScorer of, SeriesId id) {
    PendingForecasts made = of.newSeries(id);
    of.entered(made, 0, 0);
    return made;
  }
}
