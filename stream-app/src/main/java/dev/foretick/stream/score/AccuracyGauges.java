package dev.foretick.stream.score;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.series.SeriesId;
import dev.foretick.stream.metrics.Meters;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Shows a {@link LiveAccuracy} as gauges. Those that name a series are there for as long as the
 * series is.
 */
public final class AccuracyGauges {
  private static final String NAIVE = "naive";
  private static final String SEASONAL = "seasonal-naive";

  private final MeterRegistry registry;
  private final Supplier<LiveAccuracy> accuracy;
  private final ScoringPlan plan;
  private final String model;
  private final List<Meter> shown = new ArrayList<>();
  private final Map<SeriesId, List<Meter>> ofSeries = new HashMap<>();

  public AccuracyGauges(
      MeterRegistry registry, Supplier<LiveAccuracy> accuracy, ScoringPlan plan, String model) {
    this.registry = registry;
    this.accuracy = accuracy;
    this.plan = plan;
    this.model = model;
  }

  /** Registers those that are about all series, and those of the series that are here. */
  public void register() {
    for (int step : plan.steps()) {
      registerStep(Integer.toString(step), live -> live.step(step));
    }
    registerStep("all", LiveAccuracy::allSteps);
    for (int interval = 0; interval < plan.intervals(); interval++) {
      double promised = share(plan.levels(), interval);
      show(shown, Meters.INTERVAL_PROMISED, () -> promised, level(plan.levels(), interval));
    }
    show(shown, Meters.SKILL, of(LiveAccuracy::allSteps, StepAccuracy::skill), model);
    seriesChanged();
  }

  /** Registers the gauges of series that have come, and removes those of series that have gone. */
  public void seriesChanged() {
    Set<SeriesId> here = accuracy.get().series().keySet();
    for (SeriesId gone : new HashSet<>(ofSeries.keySet())) {
      if (!here.contains(gone)) {
        ofSeries.getOrDefault(gone, List.of()).forEach(registry::remove);
        ofSeries.remove(gone);
      }
    }
    here.forEach(series -> ofSeries.computeIfAbsent(series, this::registerSeries));
  }

  /** Removes all, before those of a model of another name are registered. */
  public void remove() {
    shown.forEach(registry::remove);
    shown.clear();
    ofSeries.values().forEach(meters -> meters.forEach(registry::remove));
    ofSeries.clear();
  }

  private void registerStep(String step, Function<LiveAccuracy, StepAccuracy> part) {
    show(shown, Meters.ACCURACY_MAE, of(part, StepAccuracy::mae), model, step);
    show(shown, Meters.ACCURACY_MAE, of(part, StepAccuracy::naiveMae), NAIVE, step);
    show(shown, Meters.ACCURACY_MASE, of(part, StepAccuracy::mase), model, step);
    show(shown, Meters.ACCURACY_MASE, of(part, StepAccuracy::naiveMase), NAIVE, step);
    if (!plan.season().isNone()) {
      show(shown, Meters.ACCURACY_MAE, of(part, StepAccuracy::seasonalMae), SEASONAL, step);
      show(shown, Meters.ACCURACY_MASE, of(part, StepAccuracy::seasonalMase), SEASONAL, step);
    }
    registerCoverage(shown, Meters.INTERVAL_COVERAGE, part, level -> new String[] {level, step});
    show(shown, Meters.SCORED, of(part, sums -> (double) sums.count()), step);
  }

  private List<Meter> registerSeries(SeriesId id) {
    List<Meter> meters = new ArrayList<>();
    String name = id.value();
    Function<LiveAccuracy, LiveSeries> own =
        live -> live.series().getOrDefault(id, LiveSeries.UNKNOWN);
    Function<LiveAccuracy, StepAccuracy> part = own.andThen(LiveSeries::accuracy);
    show(meters, Meters.SERIES_MAE, of(part, StepAccuracy::mae), name, model);
    show(meters, Meters.SERIES_MAE, of(part, StepAccuracy::naiveMae), name, NAIVE);
    if (!plan.season().isNone()) {
      show(meters, Meters.SERIES_MAE, of(part, StepAccuracy::seasonalMae), name, SEASONAL);
    }
    registerCoverage(meters, Meters.SERIES_COVERAGE, part, level -> new String[] {name, level});
    show(meters, Meters.OBSERVED, of(own, LiveSeries::observed), name);
    for (int place = 0; place < plan.steps().size(); place++) {
      registerDue(meters, name, own, place);
    }
    return meters;
  }

  private void registerDue(
      List<Meter> meters, String name, Function<LiveAccuracy, LiveSeries> own, int place) {
    String step = plan.steps().get(place).toString();
    Function<LiveAccuracy, LiveSeries.Due> due = own.andThen(live -> live.due(place));
    show(meters, Meters.FORECAST_DUE, of(due, LiveSeries.Due::yhat), name, step);
    show(meters, Meters.FORECAST_DUE_LOWER, of(due, LiveSeries.Due::lower), name, step);
    show(meters, Meters.FORECAST_DUE_UPPER, of(due, LiveSeries.Due::upper), name, step);
  }

  private void registerCoverage(
      List<Meter> meters,
      Meters meter,
      Function<LiveAccuracy, StepAccuracy> part,
      Function<String, String[]> tags) {
    for (int interval = 0; interval < plan.intervals(); interval++) {
      int number = interval;
      String level = level(plan.levels(), interval);
      show(meters, meter, of(part, sums -> sums.coverage(number)), tags.apply(level));
    }
  }

  /** In percent, as it is spoken: 90, 97.5. */
  private static String level(QuantileLevels levels, int interval) {
    double percent = Math.rint(share(levels, interval) * 1e8) / 1e6;
    return percent == Math.rint(percent) ? Integer.toString((int) percent) : "" + percent;
  }

  /** 0 to 1, without what 0.95 - 0.05 leaves behind its last digit. */
  private static double share(QuantileLevels levels, int interval) {
    double share = levels.level(levels.count() - 1 - interval) - levels.level(interval);
    return Math.rint(share * 1e8) / 1e8;
  }

  private void show(List<Meter> meters, Meters meter, Supplier<Number> value, String... tags) {
    Gauge gauge = meter.gauge(registry, value, tags);
    meters.add(gauge);
  }

  private <T> Supplier<Number> of(Function<LiveAccuracy, T> part, ToDoubleFunction<T> measure) {
    return () -> measure.applyAsDouble(part.apply(accuracy.get()));
  }
}
