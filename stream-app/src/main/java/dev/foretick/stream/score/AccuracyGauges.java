package dev.foretick.stream.score;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.series.SeriesId;
import dev.foretick.stream.metrics.Meters;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** Shows a {@link LiveAccuracy} as gauges. */
public final class AccuracyGauges {
  private static final String NAIVE = "naive";
  private static final StepAccuracy NOTHING = LiveAccuracy.NONE.allSteps();

  private final MeterRegistry registry;
  private final Supplier<LiveAccuracy> accuracy;
  private final String model;
  private final String level;
  private final List<Gauge> shown = new ArrayList<>();

  public AccuracyGauges(
      MeterRegistry registry,
      Supplier<LiveAccuracy> accuracy,
      String model,
      QuantileLevels levels) {
    this.registry = registry;
    this.accuracy = accuracy;
    this.model = model;
    double percent = levels.intervalPercent();
    this.level = percent == Math.rint(percent) ? Integer.toString((int) percent) : "" + percent;
  }

  /**
   * Registers them all.
   *
   * @param tracked the series that may be labels
   */
  public void register(Set<SeriesId> tracked) {
    registerStep("1", LiveAccuracy::firstStep);
    registerStep("all", LiveAccuracy::allSteps);
    show(Meters.SKILL, value(LiveAccuracy::allSteps, StepAccuracy::skill), model);
    for (SeriesId id : tracked) {
      Function<LiveAccuracy, StepAccuracy> own = live -> live.series().getOrDefault(id, NOTHING);
      String name = id.value();
      show(Meters.SERIES_MAE, value(own, StepAccuracy::mae), name, model);
      show(Meters.SERIES_MAE, value(own, StepAccuracy::naiveMae), name, NAIVE);
      show(Meters.SERIES_COVERAGE, value(own, StepAccuracy::coverage), name, level);
    }
  }

  private void registerStep(String step, Function<LiveAccuracy, StepAccuracy> part) {
    show(Meters.ACCURACY_MAE, value(part, StepAccuracy::mae), model, step);
    show(Meters.ACCURACY_MAE, value(part, StepAccuracy::naiveMae), NAIVE, step);
    show(Meters.ACCURACY_MASE, value(part, StepAccuracy::mase), model, step);
    show(Meters.ACCURACY_MASE, value(part, StepAccuracy::naiveMase), NAIVE, step);
    show(Meters.INTERVAL_COVERAGE, value(part, StepAccuracy::coverage), level, step);
    show(Meters.SCORED, value(part, sums -> (double) sums.count()), step);
  }

  /** Removes those that were registered, before those of a model of another name are. */
  public void remove() {
    shown.forEach(registry::remove);
    shown.clear();
  }

  private void show(Meters meter, Supplier<Number> value, String... tagValues) {
    shown.add(meter.gauge(registry, value, tagValues));
  }

  private Supplier<Number> value(
      Function<LiveAccuracy, StepAccuracy> part, ToDoubleFunction<StepAccuracy> measure) {
    return () -> measure.applyAsDouble(part.apply(accuracy.get()));
  }
}
