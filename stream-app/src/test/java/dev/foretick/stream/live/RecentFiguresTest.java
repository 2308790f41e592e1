package dev.foretick.stream.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.foretick.common.series.ForecastStatus;
import dev.foretick.stream.metrics.LoopMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RecentFiguresTest {
  private final AtomicLong nanos = new AtomicLong();
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final LoopMetrics metrics = new LoopMetrics(registry);
  private final RecentFigures recent = new RecentFigures(registry, nanos::get);

  @Test
  void rates_areOfTheLastFewSeconds() {
    publish(1_000, 40_000);
    assertThat(recent.now().publishedPerSecond()).as("nothing to compare with").isNaN();

    for (int second = 0; second < 10; second++) {
      nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
      publish(20, 4);
      recent.now();
    }

    assertThat(recent.now().publishedPerSecond()).isCloseTo(20, within(0.01));
    assertThat(recent.now().consumedPerSecond()).isCloseTo(20, within(0.01));
  }

  @Test
  void latencies_areOfTheLastFewSeconds_withinTheirBuckets() {
    publish(1_000, 40_000);
    recent.now();
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
    publish(98, 4);
    publish(2, 200);

    RecentFigures.Figures figures = recent.now();

    assertThat(figures.p50()).isBetween(2.0, 5.0);
    assertThat(figures.p99()).isBetween(100.0, 250.0);
  }

  @Test
  void afterALongTime_nothingIsToldOfIt() {
    recent.now();
    publish(1_000, 4);
    nanos.addAndGet(TimeUnit.MINUTES.toNanos(5));

    assertThat(recent.now().publishedPerSecond()).isNaN();
    assertThat(recent.now().p99()).isNaN();
  }

  private void publish(int forecasts, long millis) {
    metrics.consumed(forecasts);
    for (int i = 0; i < forecasts; i++) {
      metrics.published(ForecastStatus.OK, millis);
    }
    metrics.batchEnded();
  }
}
