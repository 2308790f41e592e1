package dev.foretick.stream.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.series.Score;
import dev.foretick.common.series.SeriesId;
import dev.foretick.stream.score.LiveScorer;
import dev.foretick.stream.score.PendingForecasts;
import dev.foretick.stream.testing.TestScorers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DueScoresTest {
  private static final QuantileLevels LEVELS = QuantileLevels.centralInterval(90);

  @ParameterizedTest
  @CsvSource({"4, 3, 64", "1, 1, 1", "2, 12, 12", "3, 12, 5", "2, 7, 1", "5, 6, 4"})
  void after_isWhatAScorerScores(int inputSize, int horizon, int maxPending) {
    List<Score> scores = new ArrayList<>();
    LiveScorer scorer =
        TestScorers.of(
            "m",
            "v",
            TestScorers.plan(LEVELS, horizon, maxPending, Set.of()),
            new SimpleMeterRegistry(),
            Optional.of(scores::add));
    PendingForecasts series = scorer.newSeries(new SeriesId("a"));
    DueScores due = DueScores.of(inputSize, horizon, maxPending);
    for (int ticks = 1; ticks < 60; ticks++) {
      scorer.observe(series, ticks, ticks);
      if (ticks >= inputSize && scorer.isTaking(series)) {
        scorer.issue(series, ticks, new float[horizon * LEVELS.count()], 0);
      }
      assertThat(due.after(ticks)).as("%d ticks", ticks).isEqualTo(scores.size());
    }
  }

  @Test
  void scores_areThoseOfTheTicksOfEachSeriesOfATopic() {
    TickCounts counts = new TickCounts(2);
    for (int tick = 0; tick < 5; tick++) {
      counts.add("a", 0);
      counts.add("b", 1);
    }
    counts.add("a", 1);
    counts.add("a", 1);
    counts.add("a", 1);
    DueScores due = DueScores.of(2, 2, 10);

    assertThat(counts.scores("a", due)).isEqualTo((2 + 2 + 1) + 1);
    assertThat(counts.scores("b", due)).isEqualTo(5);
    assertThat(counts.scores("c", due)).isZero();
  }
}
