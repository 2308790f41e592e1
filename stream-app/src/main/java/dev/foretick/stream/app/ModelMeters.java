package dev.foretick.stream.app;

import dev.foretick.stream.metrics.Meters;
import dev.foretick.stream.publish.ServedModel;
import dev.foretick.stream.score.AccuracyGauges;
import dev.foretick.stream.score.LiveAccuracy;
import dev.foretick.stream.score.ScoringPlan;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What metrics say about the model that serves, and about files that do not. */
final class ModelMeters {
  private static final Logger log = LoggerFactory.getLogger(ModelMeters.class);

  private final MeterRegistry registry;
  private final Supplier<LiveAccuracy> accuracy;
  private final Optional<ScoringPlan> scored;
  private final Counter loaded;
  private final Counter refused;
  private ServedModel served;
  private Gauge info;
  private Optional<AccuracyGauges> gauges;

  /**
   * Shows the model of the server's start.
   *
   * @param scored what is scored; empty if nothing is
   */
  ModelMeters(
      MeterRegistry registry,
      Supplier<LiveAccuracy> accuracy,
      Optional<ScoringPlan> scored,
      ServedModel served) {
    this.registry = registry;
    this.accuracy = accuracy;
    this.scored = scored;
    this.loaded = Meters.MODEL_RELOAD.counter(registry, "success");
    this.refused = Meters.MODEL_RELOAD.counter(registry, "failure");
    this.served = served;
    this.info = info(served);
    this.gauges = gauges(served);
    loaded.increment();
  }

  /** Every loop forecasts with this model from now on. */
  synchronized void loaded(ServedModel model) {
    registry.remove(info);
    info = info(model);
    if (!model.name().equals(served.name())) {
      gauges.ifPresent(AccuracyGauges::remove);
      gauges = gauges(model);
    }
    loaded.increment();
    log.info(
        "Serving {} {} from now on, in the place of {} {}",
        model.name(),
        model.version(),
        served.name(),
        served.version());
    served = model;
  }

  /** Series that metrics may name have come or gone. */
  synchronized void seriesChanged() {
    gauges.ifPresent(AccuracyGauges::seriesChanged);
  }

  /** The model that every loop forecasts with. */
  synchronized ServedModel served() {
    return served;
  }

  /** A file was refused. */
  void refused() {
    refused.increment();
  }

  private Gauge info(ServedModel model) {
    return Meters.MODEL_INFO.gauge(registry, () -> 1, model.name(), model.version());
  }

  private Optional<AccuracyGauges> gauges(ServedModel model) {
    return scored.map(
        plan -> {
          AccuracyGauges made = new AccuracyGauges(registry, accuracy, plan, model.name());
          made.register();
          return made;
        });
  }
}
