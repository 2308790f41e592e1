package dev.foretick.stream.score;

import dev.foretick.common.series.SeriesId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * How the forecasts of a running server have turned out so far. Only forecasts of the model itself
 * count, never those of a baseline that stood in.
 */
public final class LiveAccuracy {
  /** Before anything was scored. */
  public static final LiveAccuracy NONE = new LiveAccuracy(List.of(), Map.of());

  /** One for each loop. */
  private final List<KeptSums> parts;

  private final Map<SeriesId, LiveSeries> series;

  LiveAccuracy(List<KeptSums> parts, Map<SeriesId, LiveSeries> series) {
    this.parts = List.copyOf(parts);
    this.series = Map.copyOf(series);
  }

  /** Of the forecasts for the very next observation. */
  public StepAccuracy firstStep() {
    return step(1);
  }

  /** Of one step, from 1 on. */
  public StepAccuracy step(int step) {
    return sum(part -> part.step(step));
  }

  /** Over the whole horizon. */
  public StepAccuracy allSteps() {
    return sum(KeptSums::all);
  }

  /** The series that metrics may name, as far as they are here. */
  public Map<SeriesId, LiveSeries> series() {
    return series;
  }

  /** What two scorers have seen. */
  public LiveAccuracy plus(LiveAccuracy other) {
    List<KeptSums> all = new ArrayList<>(parts);
    all.addAll(other.parts);
    Map<SeriesId, LiveSeries> both = new HashMap<>(series);
    other.series.forEach((id, live) -> both.merge(id, live, LiveSeries::plus));
    return new LiveAccuracy(all, both);
  }

  private StepAccuracy sum(Function<KeptSums, StepAccuracy> of) {
    return parts.stream().map(of).reduce(StepAccuracy::plus).orElse(StepAccuracy.nothing(1));
  }
}
