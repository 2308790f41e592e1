package dev.foretick.stream.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.common.series.ForecastStatus;
import dev.foretick.common.series.QuantileLevels;
import dev.foretick.stream.score.LiveAccuracy;
import dev.foretick.stream.score.StepAccuracy;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServerMetricsTest {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final ServerMetrics metrics = new ServerMetrics(registry);

  @BeforeEach
  void registerGauges() {
    StepAccuracy step = new StepAccuracy(4, 1.5, 2.0, 0.75, 1.0, 0.9);
    LiveAccuracy accuracy = new LiveAccuracy(step, List.of(step));
    metrics.seriesActive(() -> 7);
    metrics.consumerLag(() -> 3);
    metrics.modelInfo("cnn-lstm", "v1");
    AccuracyMetrics.register(
        metrics, () -> accuracy, "cnn-lstm", QuantileLevels.centralInterval(90), 1);
  }

  @AfterEach
  void close() {
    metrics.close();
  }

  @ParameterizedTest
  @EnumSource(Meters.class)
  void scrape_beforeAnyRecord_showsEveryDeclaredMeter(Meters meter) {
    assertThat(registry.scrape())
        .contains("# HELP " + MetricsPage.prometheusName(meter) + " " + meter.description());
  }

  @Test
  void scrape_afterEvents_showsTheirCounts() {
    metrics.consumed(5);
    metrics.dead(2);
    metrics.late(1);
    metrics.published(ForecastStatus.WARMUP, 3);
    metrics.latency(4);
    metrics.stage(Stage.INFER, 2_000_000);
    metrics.batchSize(3);

    assertThat(registry.scrape().lines())
        .contains(
            "foretick_records_consumed_total 5.0",
            "foretick_records_dead_total 2.0",
            "foretick_records_late_total 1.0",
            "foretick_forecasts_published_total{status=\"warmup\"} 3.0",
            "foretick_forecasts_published_total{status=\"ok\"} 0.0",
            "foretick_latency_seconds_bucket{le=\"0.005\"} 1",
            "foretick_latency_seconds_bucket{le=\"0.002\"} 0",
            "foretick_stage_seconds_sum{stage=\"infer\"} 0.002",
            "foretick_batch_size_sum 3.0",
            "foretick_series_active 7.0",
            "foretick_consumer_lag 3.0");
  }

  @Test
  void scrape_withScores_showsTheModelBesideNaive() {
    assertThat(registry.scrape().lines())
        .contains(
            "foretick_model_info{model=\"cnn-lstm\",version=\"v1\"} 1",
            "foretick_accuracy_mae{model=\"cnn-lstm\",step=\"all\"} 1.5",
            "foretick_accuracy_mae{model=\"naive\",step=\"1\"} 2.0",
            "foretick_accuracy_mase{model=\"naive\",step=\"all\"} 1.0",
            "foretick_interval_coverage{level=\"90\",step=\"all\"} 0.9",
            "foretick_skill{model=\"cnn-lstm\"} 0.25");
  }
}
