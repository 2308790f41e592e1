package dev.foretick.deploy.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import dev.foretick.stream.config.ServeConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartTest {
  private static final String LEAST =
      """
      kafka: {bootstrapServers: "kafka:9092"}
      topics: {input: ticks}
      model: {volume: {persistentVolumeClaim: {claimName: models}}}
      """;

  private static final String SECURED =
      """
      kafka:
        bootstrapServers: broker-1:9093,broker-2:9093
        properties: {session.timeout.ms: 20000, max.request.size: 16777216}
        sasl: {mechanism: SCRAM-SHA-512, username: foretick, existingSecret: foretick-kafka}
        tls: {enabled: true, caSecret: cluster-ca, clientSecret: foretick-client}
      topics: {input: ticks, output: predictions, scores: scores}
      groupId: desk
      model: {volume: {configMap: {name: model}}, fileName: btc.foretick}
      config:
        input: {time-field: ts, target-field: price}
        metrics.series: [BTC-USD]
        state: {max-series: 2000000}
        model.reload-interval: 1m
      shutdownTimeoutSeconds: 60
      """;

  @TempDir private Path directory;

  @Test
  void lint_strict_findsNothing() {
    LintResult result = new Helm(RenderedChart.CHART).lint().strict().call();
    assertThat(result.isFailed()).as(result.getMessages().toString()).isFalse();
  }

  @Test
  void template_withTheLeastValues_makesWhatAServerNeeds() {
    assertThat(RenderedChart.of(directory, LEAST).kinds())
        .containsExactlyInAnyOrder(
            "PodDisruptionBudget", "ServiceAccount", "ConfigMap", "Service", "StatefulSet");
  }

  @Test
  void pod_mayNothingButServe() {
    RenderedChart chart = RenderedChart.of(directory, LEAST);
    JsonNode pod = chart.pod();
    assertThat(pod.at("/automountServiceAccountToken").asBoolean(true)).isFalse();
    assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
    assertThat(pod.at("/securityContext/runAsUser").asInt()).isEqualTo(10_001);
    assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
    JsonNode security = chart.container().at("/securityContext");
    assertThat(security.at("/readOnlyRootFilesystem").asBoolean()).isTrue();
    assertThat(security.at("/allowPrivilegeEscalation").asBoolean(true)).isFalse();
    assertThat(texts(security.at("/capabilities/drop"))).containsExactly("ALL");
    assertThat(chart.container().at("/resources/limits/memory").asText()).isNotEmpty();
  }

  @Test
  void probes_killOnlyWhatDoesNotLive() {
    JsonNode container = RenderedChart.of(directory, LEAST).container();
    assertThat(container.at("/startupProbe/httpGet/path").asText()).isEqualTo("/health/live");
    assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/health/live");
    assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/health/ready");
    assertThat(container.at("/ports/0/name").asText()).isEqualTo("http");
  }

  @Test
  void pods_keepTheirNameAsTheInstance_andSpread() throws IOException {
    RenderedChart chart = RenderedChart.of(directory, LEAST);
    assertThat(config(chart, Map.of("POD_NAME", "live-foretick-0")).instanceId())
        .contains("live-foretick-0");
    JsonNode name = chart.container().at("/env/0");
    assertThat(name.at("/name").asText()).isEqualTo("POD_NAME");
    assertThat(name.at("/valueFrom/fieldRef/fieldPath").asText()).isEqualTo("metadata.name");

    JsonNode spec = chart.the("StatefulSet").at("/spec");
    assertThat(spec.at("/serviceName").asText())
        .isEqualTo(chart.the("Service").at("/metadata/name").asText());
    JsonNode labels = spec.at("/selector/matchLabels");
    assertThat(spec.at("/template/spec/topologySpreadConstraints"))
        .hasSize(2)
        .allSatisfy(each -> assertThat(each.at("/labelSelector/matchLabels")).isEqualTo(labels));
    assertThat(chart.the("PodDisruptionBudget").at("/spec/selector/matchLabels")).isEqualTo(labels);
    assertThat(chart.the("Service").at("/spec/selector")).isEqualTo(labels);
  }

  @Test
  void config_isOneThatTheServerTakes_withSecretsFromVariables() throws IOException {
    RenderedChart chart = RenderedChart.of(directory, SECURED);
    ServeConfig config =
        config(
            chart,
            Map.of(
                "POD_NAME", "live-foretick-1",
                "FORETICK_KAFKA_USERNAME", "DESK\\foretick",
                "FORETICK_KAFKA_PASSWORD", "s3cret\"\\",
                "FORETICK_KAFKA_TLS_KEY", "-----BEGIN PRIVATE KEY-----\n…",
                "FORETICK_KAFKA_TLS_CERTIFICATE", "-----BEGIN CERTIFICATE-----\n…"));
    assertThat(config.kafka())
        .containsEntry("bootstrap.servers", "broker-1:9093,broker-2:9093")
        .containsEntry("session.timeout.ms", "20000")
        .containsEntry("max.request.size", "16777216")
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
        .containsEntry(
            "sasl.jaas.config",
            "org.apache.kafka.common.security.scram.ScramLoginModule required"
                + " username=\"DESK\\\\foretick\" password=\"s3cret\\\"\\\\\";")
        .containsEntry("ssl.truststore.location", "/etc/foretick/ca/ca.crt")
        .containsEntry("ssl.keystore.type", "PEM");
    assertThat(config.groupId()).isEqualTo("desk");
    assertThat(config.state().maxSeries()).isEqualTo(2_000_000);
    assertThat(config.topics().output()).isEqualTo("predictions");
    assertThat(config.model().path()).hasToString("/var/lib/foretick/model/btc.foretick");
    assertThat(config.shutdownTimeout()).isEqualTo(Duration.ofSeconds(60));
    assertThat(config.http().host()).isEqualTo("0.0.0.0");
    assertThat(chart.config()).doesNotContain("s3cret");
  }

  @Test
  void pod_takesSecretsAndWaitsForAStop() {
    RenderedChart chart =
        RenderedChart.of(
            directory, SECURED.replace("username: foretick", "username: 'DESK\\$(HOST)\"'"));
    assertThat(chart.container().at("/env/2/valueFrom/configMapKeyRef/key").asText())
        .as("as a value it would have variables put in")
        .isEqualTo("kafka-username");
    assertThat(chart.the("ConfigMap").at("/data/kafka-username").asText())
        .isEqualTo("DESK\\$(HOST)\"");
    assertThat(chart.pod().at("/terminationGracePeriodSeconds").asInt()).isGreaterThan(60);
    Map<String, String> secrets = new HashMap<>();
    chart
        .container()
        .at("/env")
        .forEach(
            variable ->
                secrets.put(
                    variable.at("/name").asText(),
                    variable.at("/valueFrom/secretKeyRef/name").asText()
                        + "/"
                        + variable.at("/valueFrom/secretKeyRef/key").asText()));
    assertThat(secrets)
        .containsEntry("FORETICK_KAFKA_PASSWORD", "foretick-kafka/password")
        .containsEntry("FORETICK_KAFKA_TLS_KEY", "foretick-client/tls.key")
        .containsEntry("FORETICK_KAFKA_TLS_CERTIFICATE", "foretick-client/tls.crt");
    assertThat(mounts(chart))
        .containsEntry("/etc/foretick/ca", "{\"secretName\":\"cluster-ca\"}")
        .containsEntry("/var/lib/foretick/model", "{\"name\":\"model\"}")
        .containsKeys("/tmp", "/etc/foretick/config");
  }

  @Test
  void autoscaling_byAnAdapter_leavesTheReplicasToIt() {
    RenderedChart chart =
        RenderedChart.of(directory, LEAST + "autoscaling: {kind: hpa, maxReplicas: 6}\n");
    assertThat(chart.the("StatefulSet").at("/spec").has("replicas")).isFalse();
    JsonNode spec = chart.the("HorizontalPodAutoscaler").at("/spec");
    assertThat(spec.at("/scaleTargetRef/name"))
        .isEqualTo(chart.the("StatefulSet").at("/metadata/name"));
    assertThat(spec.at("/maxReplicas").asInt()).isEqualTo(6);
    assertThat(spec.at("/metrics/0/pods/metric/name").asText()).isEqualTo("foretick_consumer_lag");
  }

  @Test
  void autoscaling_byKeda_asksTheSameBrokerWithTheSameSecrets() {
    RenderedChart chart =
        RenderedChart.of(directory, SECURED + "autoscaling: {kind: keda, lag: 5000000}\n");
    assertThat(chart.the("StatefulSet").at("/spec").has("replicas")).isFalse();
    JsonNode trigger = chart.the("ScaledObject").at("/spec/triggers/0");
    assertThat(trigger.at("/type").asText()).isEqualTo("kafka");
    JsonNode metadata = trigger.at("/metadata");
    assertThat(metadata.at("/bootstrapServers").asText()).isEqualTo("broker-1:9093,broker-2:9093");
    assertThat(metadata.at("/consumerGroup").asText()).isEqualTo("desk");
    assertThat(metadata.at("/topic").asText()).isEqualTo("ticks");
    assertThat(metadata.at("/lagThreshold").asText()).isEqualTo("5000000");
    assertThat(metadata.at("/sasl").asText()).isEqualTo("scram_sha512");
    assertThat(metadata.at("/tls").asText()).isEqualTo("enable");
    assertThat(metadata).allSatisfy(value -> assertThat(value.isTextual()).isTrue());
    assertThat(trigger.at("/authenticationRef/name"))
        .isEqualTo(chart.the("TriggerAuthentication").at("/metadata/name"));
    List<String> parameters = new ArrayList<>();
    chart
        .the("TriggerAuthentication")
        .at("/spec/secretTargetRef")
        .forEach(each -> parameters.add(each.at("/parameter").asText()));
    assertThat(parameters).containsExactly("password", "ca", "cert", "key");
  }

  @Test
  void monitoring_carriesTheRulesAndDashboardsOfTheRepository() throws IOException {
    RenderedChart chart =
        RenderedChart.of(
            directory,
            LEAST
                + """
                serviceMonitor: {enabled: true, labels: {release: prometheus}}
                prometheusRule: {enabled: true, labels: {release: prometheus}}
                dashboards: {enabled: true}
                networkPolicy: {enabled: true}
                """);
    JsonNode endpoint = chart.the("ServiceMonitor").at("/spec/endpoints/0");
    assertThat(endpoint.at("/port")).isEqualTo(chart.the("Service").at("/spec/ports/0/name"));
    assertThat(endpoint.at("/relabelings/0/replacement").asText()).isEqualTo("foretick");
    assertThat(chart.the("ServiceMonitor").at("/metadata/labels/release").asText())
        .isEqualTo("prometheus");
    assertThat(chart.the("NetworkPolicy").at("/spec/ingress")).isEmpty();

    List<JsonNode> groups = new ArrayList<>();
    chart.all("PrometheusRule").forEach(rule -> rule.at("/spec/groups").forEach(groups::add));
    List<JsonNode> expected = new ArrayList<>();
    for (Path file : files("prometheus/rules", ".yml")) {
      new YAMLMapper().readTree(file.toFile()).at("/groups").forEach(expected::add);
    }
    assertThat(groups).isNotEmpty().containsExactlyInAnyOrderElementsOf(expected);

    List<String> dashboards = new ArrayList<>();
    chart.all("ConfigMap").stream()
        .filter(map -> map.at("/metadata/labels/grafana_dashboard").asText().equals("1"))
        .forEach(map -> map.at("/data").fieldNames().forEachRemaining(dashboards::add));
    assertThat(dashboards)
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(
            files("grafana/dashboards", ".json").stream()
                .map(file -> file.getFileName().toString())
                .toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          topics: {input: ''}                       | topics.input: missing
          kafka: {bootstrapServers: ''}             | kafka.bootstrapServers: missing
          model: {volume: {}}                       | model.volume: missing
          kafka: {sasl: {mechanism: PLAIN}}         | kafka.sasl.username: missing
          kafka: {sasl: {mechanism: GSSAPI}}        | mechanism
          replica: 3                                | replica
          config: {http.host: 127.0.0.1}            | http.host
          kafka: {bootstrapServers: kafka}          | bootstrapServers
          """)
  void values_thatCannotBe_areRefused(String change, String message) throws IOException {
    YAMLMapper yaml = new YAMLMapper();
    JsonNode values = yaml.readTree(LEAST);
    merge(values, yaml.readTree(change));
    assertThatThrownBy(() -> RenderedChart.of(directory, yaml.writeValueAsString(values)))
        .hasMessageContaining(message);
  }

  private static void merge(JsonNode into, JsonNode from) {
    for (Map.Entry<String, JsonNode> field : from.properties()) {
      JsonNode there = into.get(field.getKey());
      if (there != null && there.isObject() && !field.getValue().isEmpty()) {
        merge(there, field.getValue());
      } else {
        ((ObjectNode) into).set(field.getKey(), field.getValue());
      }
    }
  }

  private ServeConfig config(RenderedChart chart, Map<String, String> environment)
      throws IOException {
    Path file = Files.writeString(directory.resolve("serve.yaml"), chart.config());
    return ServeConfig.load(file, environment);
  }

  /** Where volumes are mounted, and where each is from. */
  private static Map<String, String> mounts(RenderedChart chart) {
    Map<String, String> sources = new HashMap<>();
    for (JsonNode volume : chart.pod().at("/volumes")) {
      volume.properties().stream()
          .filter(field -> !field.getKey().equals("name"))
          .forEach(field -> sources.put(volume.at("/name").asText(), field.getValue().toString()));
    }
    Map<String, String> mounts = new HashMap<>();
    chart
        .container()
        .at("/volumeMounts")
        .forEach(
            mount ->
                mounts.put(
                    mount.at("/mountPath").asText(), sources.get(mount.at("/name").asText())));
    return mounts;
  }

  private static List<Path> files(String directory, String ending) throws IOException {
    try (Stream<Path> files = Files.list(Path.of(directory))) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }
}
