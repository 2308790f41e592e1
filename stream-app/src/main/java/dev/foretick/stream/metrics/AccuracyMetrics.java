package dev.foretick.stream.metrics;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.stream.score.LiveAccuracy;
import dev.foretick.stream.score.StepAccuracy;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * How the forecasts turn out, as gauges: by step and over all of them, the model beside the naive
 * baseline.
 */
public final class AccuracyMetrics {
  private static final String ALL_STEPS = "all";
  private static final String NAIVE = "naive";

  private final MeterBuilders builders;
  private final Supplier<LiveAccuracy> accuracy;
  private final String model;
  private final String level;

  private AccuracyMetrics(
      MeterBuilders builders, Supplier<LiveAccuracy> accuracy, String model, String level) {
    this.builders = builders;
    this.accuracy = accuracy;
    this.model = model;
    this.level = level;
  }

  /**
   * Registers the gauges.
   *
   * @param accuracy what the scorer knows at the time of a scrape
   */
  public static void register(
      ServerMetrics metrics,
      Supplier<LiveAccuracy> accuracy,
      String model,
      QuantileLevels levels,
      int horizon) {
    String level = Long.toString(Math.round(levels.intervalPercent()));
    AccuracyMetrics gauges = new AccuracyMetrics(metrics.builders(), accuracy, model, level);
    gauges.registerStep(ALL_STEPS, LiveAccuracy::overall);
    for (int step = 1; step <= horizon; step++) {
      int thisStep = step;
      gauges.registerStep(Integer.toString(step), live -> live.step(thisStep));
    }
    gauges.gauge(Meters.SKILL, LiveAccuracy::overall, StepAccuracy::skill, model);
  }

  private void registerStep(String step, Function<LiveAccuracy, StepAccuracy> select) {
    gauge(Meters.ACCURACY_MAE, select, StepAccuracy::mae, model, step);
    gauge(Meters.ACCURACY_MAE, select, StepAccuracy::naiveMae, NAIVE, step);
    gauge(Meters.ACCURACY_MASE, select, StepAccuracy::mase, model, step);
    gauge(Meters.ACCURACY_MASE, select, StepAccuracy::naiveMase, NAIVE, step);
    gauge(Meters.INTERVAL_COVERAGE, select, StepAccuracy::coverage, level, step);
  }

  private void gauge(
      Meters meter,
      Function<LiveAccuracy, StepAccuracy> select,
      ToDoubleFunction<StepAccuracy> measure,
      String... tagValues) {
    builders.gauge(meter, () -> measure.applyAsDouble(select.apply(accuracy.get())), tagValues);
  }
}
