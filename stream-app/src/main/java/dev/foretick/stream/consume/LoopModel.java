package dev.foretick.stream.consume;

import dev.foretick.common.series.SeriesId;
import dev.foretick.model.forecaster.Forecaster;
import dev.foretick.stream.inference.SafeForecaster;
import dev.foretick.stream.publish.ServedModel;
import java.util.Map;

/**
 * Everything of a loop that belongs to its model, and changes with it.
 *
 * @param forecaster closed by the loop's thread once it has taken the model, which may be within a
 *     call of it until then
 * @param guarded the same forecaster with the baseline that stands in for it
 * @param served what forecasts say about the model
 * @param groups the group of each series that is not in group 0
 * @param whenTaken what the loop's thread does when it forecasts with the model
 */
public record LoopModel(
    Forecaster forecaster,
    SafeForecaster guarded,
    ServedModel served,
    Map<SeriesId, Integer> groups,
    Runnable whenTaken) {

  public LoopModel {
    groups = Map.copyOf(groups);
  }

  /** The group of a series; 0 if the model does not know it. */
  public int groupOf(SeriesId series) {
    return groups.getOrDefault(series, 0);
  }
}
