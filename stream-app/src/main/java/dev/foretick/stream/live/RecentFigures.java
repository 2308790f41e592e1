package dev.foretick.stream.live;

import dev.foretick.stream.metrics.Meters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.function.LongSupplier;

/**
 * Rates and latencies of the last few seconds, from meters that count since the start. They are
 * read when somebody asks, at most about once a second.
 */
final class RecentFigures {
  private static final Duration SPAN = Duration.ofSeconds(5);
  private static final Duration STALE = Duration.ofSeconds(15);
  private static final Duration PERIOD = Duration.ofMillis(900);

  private final MeterRegistry registry;
  private final LongSupplier nanoTicker;
  private final Deque<Sample> samples = new ArrayDeque<>();

  /**
   * What the meters say now.
   *
   * @param consumedPerSecond NaN until it can be told, as all of them
   * @param p50 milliseconds that half of the forecasts kept to
   */
  record Figures(
      double consumedPerSecond,
      double publishedPerSecond,
      double p50,
      double p99,
      double lag,
      double series,
      double dead,
      double late) {}

  private record Sample(long nanos, double consumed, double published, LatencyCounts latency) {}

  RecentFigures(MeterRegistry registry, LongSupplier nanoTicker) {
    this.registry = registry;
    this.nanoTicker = nanoTicker;
  }

  synchronized Figures now() {
    long now = nanoTicker.getAsLong();
    Sample last = samples.peekLast();
    if (last != null && now - last.nanos > STALE.toNanos()) {
      samples.clear();
      last = null;
    }
    if (last == null || now - last.nanos >= PERIOD.toNanos()) {
      last = sample(now);
      samples.add(last);
      while (samples.size() > 2 && now - samples.getFirst().nanos > SPAN.toNanos()) {
        samples.removeFirst();
      }
    }
    return figures(samples.getFirst(), last);
  }

  private Figures figures(Sample from, Sample to) {
    double seconds = (to.nanos - from.nanos) / 1e9;
    return new Figures(
        (to.consumed - from.consumed) / seconds,
        (to.published - from.published) / seconds,
        to.latency.quantile(0.5, from.latency),
        to.latency.quantile(0.99, from.latency),
        gauge(Meters.CONSUMER_LAG),
        gauge(Meters.SERIES_ACTIVE),
        count(Meters.RECORDS_DEAD),
        count(Meters.RECORDS_LATE));
  }

  private Sample sample(long now) {
    return new Sample(
        now,
        count(Meters.RECORDS_CONSUMED),
        count(Meters.FORECASTS_PUBLISHED),
        LatencyCounts.of(registry.find(Meters.LATENCY.meterName()).timer()));
  }

  private double count(Meters meter) {
    Collection<Counter> counters = registry.find(meter.meterName()).counters();
    return counters.stream().mapToDouble(Counter::count).sum();
  }

  private double gauge(Meters meter) {
    Gauge gauge = registry.find(meter.meterName()).gauge();
    return gauge == null ? Double.NaN : gauge.value();
  }
}
