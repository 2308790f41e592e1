package dev.foretick.deploy.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import dev.foretick.deploy.KafkaImage;
import dev.foretick.deploy.stack.DashboardQueries.PanelQuery;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The whole stack but for Grafana, with real engines: images are built, Compose starts them, and
 * what is to be seen is seen.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StackIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final List<String> SERIES =
      List.of("BTC-USD", "BTC-USD.small", "BTC-USD.medium", "BTC-USD.large");

  private Stack stack;

  @BeforeAll
  void start() throws IOException, InterruptedException {
    KafkaImage.whyUnavailable().ifPresent(StackIT::skipLoudly);
    if (!Compose.isHere()) {
      skipLoudly("no Docker Compose is here");
    }
    stack = Stack.start();
  }

  @AfterAll
  void stop() throws IOException, InterruptedException {
    if (stack != null) {
      stack.stop();
    }
  }

  @Test
  void image_isOfAnOrdinaryUser_withoutWhatTrainingNeeds() throws Exception {
    JsonNode image = stack.image();
    assertThat(image.at("/Config/User").asText()).isEqualTo("10001:10001");
    assertThat(image.at("/Config/Labels/org.opencontainers.image.title").asText())
        .isEqualTo("Foretick");
    assertThat(image.at("/Config/Healthcheck/Test").toString()).contains("/health/ready");
    assertThat(stack.run("serve-1", "ls", "/opt/foretick", "/opt/foretick/lib"))
        .contains("onnxruntime", "native", "foretick-stream-app")
        .doesNotContain("nd4j", "lib-train", "lib-broker");
    assertThat(stack.run("serve-1", "id", "-u")).contains("10001");
    assertThat(stack.run("serve-1", "sh", "-c", "touch /opt/foretick/x 2>&1 || true"))
        .contains("Read-only file system");
  }

  @Test
  void servers_shareTheSeries_andAreReady() throws Exception {
    for (int server : new int[] {1, 2}) {
      Eventually.await(
          "server " + server + " is ready",
          PATIENCE,
          () -> stack.server(server).get("/health/ready").at("/status").asText().equals("UP"));
    }
    // Two of the four partitions for each, and a series in each partition.
    Eventually.await(
        "both servers have series",
        PATIENCE,
        () -> stack.prometheus().query("foretick_series_active > 0").size() == 2);
  }

  @Test
  void targets_areUp_andTheRulesAreLoaded() throws Exception {
    Eventually.await(
        "every target is up", PATIENCE, () -> stack.prometheus().query("up == 1").size() == 4);
    JsonNode groups = stack.prometheus().get("/api/v1/rules").at("/data/groups");
    assertThat(groups).isNotEmpty();
    assertThat(groups.findValuesAsText("health")).doesNotContain("err");
  }

  @Test
  void dashboards_haveDataInEveryPanel() throws Exception {
    List<PanelQuery> queries = DashboardQueries.of(Path.of("grafana", "dashboards"));
    assertThat(queries).isNotEmpty();
    List<PanelQuery> empty = new ArrayList<>(queries);
    try {
      Eventually.await(
          "every query gives data",
          PATIENCE,
          () -> {
            for (PanelQuery query : List.copyOf(empty)) {
              if (!stack.prometheus().query(query.promql()).isEmpty()) {
                empty.remove(query);
              }
            }
            return empty.isEmpty();
          });
    } catch (AssertionError e) {
      assertThat(empty).as("queries without data").isEmpty();
    }
  }

  @Test
  void killOfAServer_raisesTheAlert_andTheOtherAnswersForIt() throws Exception {
    try (ForecastTopic forecasts = new ForecastTopic(stack.bootstrapServers())) {
      Eventually.await(
          "forecasts of the model for every series",
          PATIENCE,
          () -> {
            forecasts.read();
            return forecasts.isAnsweredSince(Instant.EPOCH, SERIES) && forecasts.ofTheModel() > 200;
          });
      Eventually.await("no alert", PATIENCE, () -> !stack.isFiring("ForetickDown"));

      stack.kill("serve-2");
      Instant killed = Instant.now();
      Eventually.await("the alert fires", PATIENCE, () -> stack.isFiring("ForetickDown"));
      Eventually.await(
          "the other server answers for every series",
          PATIENCE,
          () -> {
            forecasts.read();
            return forecasts.isAnsweredSince(killed, SERIES);
          });

      stack.start("serve-2");
      Eventually.await("the alert clears", PATIENCE, () -> !stack.isFiring("ForetickDown"));
      assertThat(forecasts.answeredTwice()).isZero();
    }
  }

  private static void skipLoudly(String why) {
    System.err.printf("%n*** StackIT SKIPPED: %s ***%n%n", why);
    abort("the stack is not tested: " + why);
  }
}
