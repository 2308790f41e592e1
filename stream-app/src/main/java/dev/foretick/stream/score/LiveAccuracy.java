package dev.foretick.stream.score;

import java.util.List;

/**
 * How the forecasts of a server have turned out since its start, in the units of the target.
 *
 * @param overall over all steps
 * @param steps one for each step of the horizon, from 1
 */
public record LiveAccuracy(StepAccuracy overall, List<StepAccuracy> steps) {
  public LiveAccuracy {
    steps = List.copyOf(steps);
  }

  /** One step, from 1. */
  public StepAccuracy step(int step) {
    return steps.get(step - 1);
  }
}
