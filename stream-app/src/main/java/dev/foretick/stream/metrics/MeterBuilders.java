package dev.foretick.stream.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Registers meters as {@link Meters} declares them. */
final class MeterBuilders {
  private final MeterRegistry registry;

  MeterBuilders(MeterRegistry registry) {
    this.registry = registry;
  }

  Counter counter(Meters meter, String... tagValues) {
    require(meter, Meters.Kind.COUNTER);
    return Counter.builder(meter.meterName())
        .description(meter.description())
        .tags(tags(meter, tagValues))
        .register(registry);
  }

  Timer.Builder timer(Meters meter, String... tagValues) {
    require(meter, Meters.Kind.TIMER);
    return Timer.builder(meter.meterName())
        .description(meter.description())
        .tags(tags(meter, tagValues));
  }

  DistributionSummary.Builder summary(Meters meter, String... tagValues) {
    require(meter, Meters.Kind.SUMMARY);
    return DistributionSummary.builder(meter.meterName())
        .description(meter.description())
        .tags(tags(meter, tagValues));
  }

  void gauge(Meters meter, Supplier<Number> value, String... tagValues) {
    require(meter, Meters.Kind.GAUGE);
    Gauge.builder(meter.meterName(), value)
        .description(meter.description())
        .tags(tags(meter, tagValues))
        .strongReference(true)
        .register(registry);
  }

  private static Tags tags(Meters meter, String... values) {
    List<Tag> tags = new ArrayList<>();
    for (int i = 0; i < meter.tags().size(); i++) {
      tags.add(Tag.of(meter.tags().get(i), values[i]));
    }
    return Tags.of(tags);
  }

  private static void require(Meters meter, Meters.Kind kind) {
    if (meter.kind() != kind) {
      throw new IllegalArgumentException(
          "%s: %s (expected: %s)".formatted(meter.meterName(), kind, meter.kind()));
    }
  }
}
