package dev.foretick.stream.score;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.series.SeriesId;
import dev.foretick.stream.metrics.Meters;
import io.micrometer.core.instrument.MeterRegistry;
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
    Meters.SKILL.gauge(registry, value(LiveAccuracy::allSteps, StepAccuracy::skill), model);
    for (SeriesId id : tracked) {
      Function<LiveAccuracy, StepAccuracy> own = live -> live.series().getOrDefault(id, NOTHING);
      String name = id.value();
      Meters.SERIES_MAE.gauge(registry, value(own, StepAccuracy::mae), name, model);
      Meters.SERIES_MAE.gauge(registry, value(own, StepAccuracy::naiveMae), name, NAIVE);
      Meters.SERIES_COVERAGE.gauge(registry, value(own, StepAccuracy::coverage), name, level);
    }
  }

  private void registerStep(String step, Function<LiveAccuracy, StepAccuracy> part) {
    Meters.ACCURACY_MAE.gauge(registry, value(part, StepAccuracy::mae), model, step);
    Meters.ACCURACY_MAE.gauge(registry, value(part, StepAccuracy::naiveMae), NAIVE, step);
    Meters.ACCURACY_MASE.gauge(registry, value(part, StepAccuracy::mase), model, step);
    Meters.ACCURACY_MASE.gauge(registry, value(part, StepAccuracy::naiveMase), NAIVE, step);
    Meters.INTERVAL_COVERAGE.gauge(registry, value(part, StepAccuracy::coverage), level, step);
    Meters.SCORED.gauge(registry, value(part, sums -> (double) sums.count()), step);
  }

  private Supplier<Number> value(
      Function<LiveAccuracy, StepAccuracy> part, ToDoubleFunction<StepAccuracy> measure) {
    return () -> measure.applyAsDouble(part.apply(accuracy.get()));
  }
}
