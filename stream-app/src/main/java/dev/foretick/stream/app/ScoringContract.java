package dev.foretick.stream.app;

import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.stream.config.ConfigException;
import dev.foretick.stream.config.ServeConfig;
import dev.foretick.stream.score.ScoringPlan;
import dev.foretick.stream.score.SeasonLags;
import java.util.List;
import java.util.Optional;

/** Brings the configuration and a model together: what is scored of its forecasts. */
final class ScoringContract {
  private ScoringContract() {}

  /**
   * What is scored; empty if nothing is.
   *
   * @throws ConfigException if the configuration contradicts the model
   */
  static Optional<ScoringPlan> of(ServeConfig config, ModelBundle bundle) {
    if (!config.scoring().enabled()) {
      return Optional.empty();
    }
    int horizon = bundle.window().horizon();
    List<Integer> steps = config.metricsSteps().orElse(ScoringPlan.spreadSteps(horizon));
    try {
      return Optional.of(
          new ScoringPlan(
              bundle.levels(),
              horizon,
              config.scoring().maxPending(),
              SeasonLags.of(bundle.report().seasonality(), horizon, bundle.window().inputSize()),
              config.metricsSeries(),
              steps));
    } catch (IllegalArgumentException e) {
      throw new ConfigException(List.of("metrics." + e.getMessage()));
    }
  }
}
