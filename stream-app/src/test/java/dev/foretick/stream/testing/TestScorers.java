package dev.foretick.stream.testing;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.series.SeriesId;
import dev.foretick.stream.score.LastShown;
import dev.foretick.stream.score.LiveScorer;
import dev.foretick.stream.score.ScoreMeters;
import dev.foretick.stream.score.ScoreSink;
import dev.foretick.stream.score.ScoringPlan;
import dev.foretick.stream.score.SeasonLags;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Optional;
import java.util.Set;

/** Scorers of a model without a season. */
public final class TestScorers {
  private TestScorers() {}

  /** One that publishes no scores and tracks no series. */
  public static LiveScorer of(String name, String version, QuantileLevels levels, int horizon) {
    return of(
        name,
        version,
        plan(levels, horizon, 10, Set.of()),
        new SimpleMeterRegistry(),
        Optional.empty());
  }

  /** One that counts in a registry. */
  public static LiveScorer of(
      String name,
      String version,
      ScoringPlan plan,
      MeterRegistry registry,
      Optional<ScoreSink> sink) {
    return new LiveScorer(name, version, plan, new ScoreMeters(registry), new LastShown(), sink);
  }

  /** What is scored of a model without a season. */
  public static ScoringPlan plan(
      QuantileLevels levels, int horizon, int maxPending, Set<SeriesId> tracked) {
    return new ScoringPlan(
        levels, horizon, maxPending, SeasonLags.NONE, tracked, ScoringPlan.spreadSteps(horizon));
  }
}
