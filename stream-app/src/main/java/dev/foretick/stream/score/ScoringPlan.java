package dev.foretick.stream.score;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.series.SeriesId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is scored, and what is kept of it.
 *
 * @param horizon in steps
 * @param maxPending the most forecasts of a series that wait for their actual values
 * @param season where the seasonal naive forecast is found
 * @param tracked series that metrics may name
 * @param steps those that metrics tell apart, ascending
 */
public record ScoringPlan(
    QuantileLevels levels,
    int horizon,
    int maxPending,
    SeasonLags season,
    Set<SeriesId> tracked,
    List<Integer> steps) {
  private static final int PARTS = 3;

  public ScoringPlan {
    tracked = Set.copyOf(tracked);
    steps = List.copyOf(new TreeSet<>(steps));
    for (int step : steps) {
      if (step < 1 || step > horizon) {
        throw new IllegalArgumentException(
            "steps: %d (expected: 1 to %d, the steps of the model)".formatted(step, horizon));
      }
    }
  }

  /** The first step, the last one, and two between them. */
  public static List<Integer> spreadSteps(int horizon) {
    TreeSet<Integer> steps = new TreeSet<>(Set.of(1));
    for (int part = 1; part <= PARTS; part++) {
      steps.add((part * horizon + PARTS - 1) / PARTS);
    }
    return List.copyOf(steps);
  }

  /** Floats of one forecast. */
  int forecastLength() {
    return horizon * levels.count();
  }

  /** How many prediction intervals the quantiles span, one within the other. */
  int intervals() {
    return levels.count() / 2;
  }
}
