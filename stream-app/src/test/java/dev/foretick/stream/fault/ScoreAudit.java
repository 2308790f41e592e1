package dev.foretick.stream.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.common.series.ForecastStatus;
import dev.foretick.common.series.Score;
import dev.foretick.stream.testing.TestModels;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Holds scores against the forecasts that could be scored: each step whose actual value came. */
final class ScoreAudit {
  private static final double TOLERANCE = 1e-5;
  private static final int MOST_EXAMPLES = 10;

  private final Map<Step, Due> due = new HashMap<>();
  private final Map<Step, Integer> scored = new HashMap<>();
  private final List<String> wrong = new ArrayList<>();

  /** A step of a forecast, known by its series, its cutoff in seconds and its number from 1. */
  private record Step(String series, long cutoff, int step) {}

  /** What a score has to say. */
  private record Due(float actual, float yhat) {}

  ScoreAudit(Collection<Expectation> expected) {
    Map<String, Map<Long, Observed>> bySecond = new HashMap<>();
    for (Expectation expectation : expected) {
      Observed observed = expectation.observed();
      bySecond
          .computeIfAbsent(observed.series(), series -> new HashMap<>())
          .put(observed.second(), observed);
    }
    for (Expectation expectation : expected) {
      if (expectation.status() == ForecastStatus.OK) {
        Observed observed = expectation.observed();
        add(expectation, bySecond.getOrDefault(observed.series(), Map.of()));
      }
    }
  }

  private void add(Expectation expectation, Map<Long, Observed> ofSeries) {
    Observed observed = expectation.observed();
    int quantiles = TestModels.LEVELS.count();
    for (int step = 1; step <= TestModels.HORIZON; step++) {
      Observed actual = ofSeries.get(observed.second() + step);
      if (actual != null) {
        float yhat = expectation.values()[(step - 1) * quantiles + quantiles / 2];
        due.put(
            new Step(observed.series(), observed.second(), step),
            new Due((float) actual.price(), yhat));
      }
    }
  }

  /** Looks at one more score. */
  void look(Score score) {
    Step step = new Step(score.series().value(), score.cutoff().getEpochSecond(), score.step());
    Due expected = due.get(step);
    if (expected == null
        || score.actual() != expected.actual()
        || !(Math.abs(score.yhat() - expected.yhat()) <= TOLERANCE * expected.yhat())) {
      wrong.add("%s (expected: %s)".formatted(score, expected));
    }
    scored.merge(step, 1, Integer::sum);
  }

  /** That no score is wrong, and, where it is promised, that each step is scored once. */
  void requireClean(DeliveryMode delivery) {
    assertThat(due).as("steps to score").isNotEmpty();
    assertThat(wrong.stream().limit(MOST_EXAMPLES)).as("wrong scores").isEmpty();
    if (delivery.isExact()) {
      assertThat(repeated()).as("steps scored several times").isZero();
      assertThat(missing()).as("steps that are not scored").isZero();
    }
  }

  @Override
  public String toString() {
    return "%d steps, %d not scored, %d scored several times, %d wrong scores"
        .formatted(due.size(), missing(), repeated(), wrong.size());
  }

  private long repeated() {
    return scored.values().stream().filter(count -> count > 1).count();
  }

  private long missing() {
    return due.keySet().stream().filter(step -> !scored.containsKey(step)).count();
  }
}
