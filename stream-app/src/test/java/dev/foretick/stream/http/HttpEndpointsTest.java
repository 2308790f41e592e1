package dev.foretick.stream.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpEndpointsTest {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final AtomicLong nanos = new AtomicLong();
  private final Health health = new Health(nanos::get, Duration.ofSeconds(10));
  private final LoopHealth loop = health.loop();
  private final LoopHealth otherLoop = health.loop();
  private final HttpEndpoints endpoints = HttpEndpoints.start("127.0.0.1", 0, registry, health);

  @AfterEach
  void close() {
    endpoints.close();
  }

  @Test
  void metrics_withMeter_showsIt() throws Exception {
    registry.counter("apples").increment(3);

    HttpResponse<String> response = get("/metrics");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
    assertThat(response.body()).contains("apples_total 3.0");
  }

  @Test
  void ready_untilRestoredAndBrokerAnswers_is503() throws Exception {
    assertThat(get("/health/ready").statusCode()).isEqualTo(503);

    loop.restored(true);
    health.brokerReachable(true, "polling");
    assertThat(get("/health/ready").statusCode()).as("one of two loops").isEqualTo(503);
    otherLoop.restored(true);
    health.brokerReachable(false, "starting");
    assertThat(get("/health/ready").statusCode()).isEqualTo(503);

    health.brokerReachable(true, "polling");
    HttpResponse<String> response = get("/health/ready");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .isEqualTo(
            "{\"status\":\"UP\",\"live\":true,\"restored\":true,\"broker\":true,\"lag\":0,\"detail\":\"polling\"}");

    loop.delivering(false, "forecasts: not enough replicas");
    assertThat(get("/health/ready").statusCode()).isEqualTo(503);
    assertThat(get("/health/ready").body()).contains("not enough replicas");
    health.brokerReachable(true, "polling");
    assertThat(get("/health/ready").statusCode()).isEqualTo(503);
    loop.delivering(true, "");
    assertThat(get("/health/ready").statusCode()).isEqualTo(200);

    health.brokerReachable(false, "no answer from 127.0.0.1:9092");
    assertThat(get("/health/ready").statusCode()).isEqualTo(503);
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void live_withoutHeartbeatForLongerThanPatience_is503() throws Exception {
    nanos.addAndGet(Duration.ofSeconds(10).toNanos());
    assertThat(get("/health/live").statusCode()).isEqualTo(200);

    nanos.addAndGet(1);
    assertThat(get("/health/live").statusCode()).isEqualTo(503);

    loop.heartbeat();
    assertThat(get("/health/live").statusCode()).as("one of two loops").isEqualTo(503);
    otherLoop.heartbeat();
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void lag_isTheSumOfAllLoops_andInTheDetail() throws Exception {
    health.brokerReachable(true, "polling");
    loop.lag(1000);
    otherLoop.lag(234);

    assertThat(get("/health/live").body())
        .contains("\"lag\":1234", "\"detail\":\"polling, 1234 records behind\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/metricsx", "/metrics/x", "/health"})
  void otherPaths_are404(String path) throws Exception {
    assertThat(get(path).statusCode()).isEqualTo(404);
  }

  @Test
  void start_onTakenPort_saysSoInOneLine() {
    assertThatThrownBy(() -> HttpEndpoints.start("127.0.0.1", endpoints.port(), registry, health))
        .isInstanceOf(HttpStartException.class)
        .hasMessageContainingAll(
            "http.port: 127.0.0.1:" + endpoints.port(), "expected: a free port")
        .hasMessageNotContaining("\n");
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + endpoints.port() + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }
}
