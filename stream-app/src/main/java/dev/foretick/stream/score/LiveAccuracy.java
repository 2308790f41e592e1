package dev.foretick.stream.score;

import dev.foretick.common.series.SeriesId;
import java.util.HashMap;
import java.util.Map;

/**
 * How the forecasts of a running server have turned out so far. Only forecasts of the model itself
 * count, never those of a baseline that stood in.
 *
 * @param firstStep of the forecasts for the very next observation
 * @param allSteps over the whole horizon
 * @param series over the whole horizon, of the series that metrics may name
 */
public record LiveAccuracy(
    StepAccuracy firstStep, StepAccuracy allSteps, Map<SeriesId, StepAccuracy> series) {
  /** Before anything was scored. */
  public static final LiveAccuracy NONE =
      new LiveAccuracy(
          new RunningAccuracy().snapshot(), new RunningAccuracy().snapshot(), Map.of());

  public LiveAccuracy {
    series = Map.copyOf(series);
  }

  /** What two scorers have seen. */
  public LiveAccuracy plus(LiveAccuracy other) {
    Map<SeriesId, StepAccuracy> both = new HashMap<>(series);
    other.series.forEach((id, accuracy) -> both.merge(id, accuracy, StepAccuracy::plus));
    return new LiveAccuracy(firstStep.plus(other.firstStep), allSteps.plus(other.allSteps), both);
  }
}
