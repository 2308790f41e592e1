package dev.foretick.deploy.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.foretick.stream.config.ServeConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What can be said of the stack's files without starting it. */
class StackFilesTest {
  private static final Path PROVISIONING = Path.of("grafana", "provisioning");

  private final YAMLMapper yaml = new YAMLMapper();
  private final JsonNode compose = read(Path.of("compose.yaml"));

  @Test
  void compose_hasNothingThatVersion1Refuses() {
    assertThat(compose.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("x-serve", "services", "volumes");
  }

  @Test
  void ports_areOpenToThisMachineOnly() {
    List<String> ports = new ArrayList<>();
    compose.findValues("ports").forEach(each -> each.forEach(port -> ports.add(port.asText())));
    assertThat(ports).hasSize(6).allMatch(port -> port.startsWith("127.0.0.1:${FORETICK_"));
  }

  @Test
  void images_canBeChosen_andOthersAreOfOneVersion() {
    assertThat(compose.at("/services").findValuesAsText("image"))
        .isNotEmpty()
        .allMatch(image -> image.matches("\\$\\{FORETICK_[A-Z_]*IMAGE:-[a-z/-]+:[a-z0-9.]+}"))
        .filteredOn(image -> !image.contains(":-foretick"))
        .noneMatch(image -> image.contains(":latest"));
  }

  @Test
  void servers_mayNothingButServe() {
    JsonNode serve = compose.at("/x-serve");
    assertThat(serve.at("/read_only").asBoolean()).isTrue();
    assertThat(serve.at("/cap_drop/0").asText()).isEqualTo("ALL");
    assertThat(serve.at("/stop_grace_period").asText()).isEqualTo("45s");
  }

  /** Beside the servers of the stack, what an image takes from the environment. */
  @Test
  void configurations_areOnesThatTheServerTakes() {
    ServeConfig stack = ServeConfig.load(Path.of("config", "serve.yaml"), Map.of());
    assertThat(stack.http().host()).isEqualTo("0.0.0.0");
    ServeConfig image =
        ServeConfig.load(
            Path.of("image", "serve.yaml"),
            Map.of("KAFKA_BOOTSTRAP_SERVERS", "kafka:9092", "FORETICK_INPUT", "ticks"));
    assertThat(image.http().host()).isEqualTo("0.0.0.0");
    assertThat(image.topics().input()).isEqualTo("ticks");
    assertThat(image.model().path()).hasToString("/var/lib/foretick/model.foretick");
  }

  @Test
  void prometheus_scrapesTheServersOfTheStack_byTheNameThatRulesExpect() {
    JsonNode jobs = read(Path.of("prometheus", "prometheus.yml")).at("/scrape_configs");
    JsonNode foretick = jobs.get(0);
    assertThat(foretick.at("/job_name").asText()).isEqualTo("foretick");
    foretick
        .at("/static_configs/0/targets")
        .forEach(
            target ->
                assertThat(compose.at("/services").has(target.asText().replace(":8080", "")))
                    .as(target.asText())
                    .isTrue());
  }

  @Test
  void grafana_isToldOfPrometheusAndAlertmanager() {
    JsonNode sources = read(PROVISIONING.resolve("datasources/foretick.yaml"));
    assertThat(sources.at("/apiVersion").asInt()).isEqualTo(1);
    JsonNode prometheus = sources.at("/datasources/0");
    assertThat(prometheus.at("/type").asText()).isEqualTo("prometheus");
    assertThat(prometheus.at("/isDefault").asBoolean()).isTrue();
    assertThat(prometheus.at("/jsonData/manageAlerts").asBoolean()).isTrue();
    JsonNode alertmanager = sources.at("/datasources/1");
    assertThat(alertmanager.at("/type").asText()).isEqualTo("alertmanager");
    assertThat(alertmanager.at("/jsonData/implementation").asText()).isEqualTo("prometheus");
    assertThat(prometheus.at("/jsonData/alertmanagerUid")).isEqualTo(alertmanager.at("/uid"));
    for (JsonNode source : sources.at("/datasources")) {
      String service = source.at("/url").asText().replaceAll("http://(.*):\\d+", "$1");
      assertThat(compose.at("/services").has(service)).as(service).isTrue();
      assertThat(source.at("/access").asText()).isEqualTo("proxy");
    }
  }

  @Test
  void grafana_findsTheDashboardsWhereTheyAreMounted() throws IOException {
    JsonNode provider = read(PROVISIONING.resolve("dashboards/foretick.yaml")).at("/providers/0");
    assertThat(provider.at("/type").asText()).isEqualTo("file");
    JsonNode grafana = compose.at("/services/grafana");
    String path = provider.at("/options/path").asText();
    assertThat(grafana.at("/volumes").toString())
        .contains(
            "./grafana/dashboards:" + path, "./grafana/provisioning:/etc/grafana/provisioning");
    String home = grafana.at("/environment/GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH").asText();
    try (Stream<Path> files = Files.list(Path.of("grafana", "dashboards"))) {
      assertThat(files.map(file -> path + "/" + file.getFileName())).contains(home);
    }
  }

  private JsonNode read(Path file) {
    try {
      return yaml.readTree(file.toFile());
    } catch (IOException e) {
      throw new IllegalStateException(file + ": " + e.getMessage(), e);
    }
  }
}
