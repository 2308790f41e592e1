package dev.foretick.deploy.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.JSON;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds what the chart renders to the types that Kubernetes publishes, by the official client's
 * classes of them: no field that is not one, none missing that has to be there, none of another
 * type.
 */
class ChartTypesTest {
  /** Of operators, which publish their types elsewhere. */
  private static final Set<String> FOREIGN =
      Set.of("ServiceMonitor", "PrometheusRule", "ScaledObject", "TriggerAuthentication");

  private static final String LEAST =
      """
      kafka: {bootstrapServers: "kafka:9092"}
      topics: {input: ticks}
      model: {volume: {persistentVolumeClaim: {claimName: models}}}
      """;

  private static final String MOST =
      """
      kafka:
        bootstrapServers: broker-1:9093
        sasl: {mechanism: SCRAM-SHA-512, username: foretick, existingSecret: foretick-kafka}
        tls: {enabled: true, caSecret: cluster-ca, clientSecret: foretick-client}
      topics: {input: ticks}
      model: {volume: {configMap: {name: model}}, fileName: btc.foretick}
      autoscaling: {kind: hpa, maxReplicas: 6}
      serviceMonitor: {enabled: true}
      prometheusRule: {enabled: true}
      dashboards: {enabled: true}
      networkPolicy: {enabled: true}
      """;

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {LEAST, MOST})
  void manifests_areOfTheTypesOfKubernetes(String values) {
    List<JsonNode> manifests = RenderedChart.of(directory, values).manifests();
    assertThat(manifests).isNotEmpty();
    for (JsonNode manifest : manifests) {
      String kind = manifest.at("/kind").asText();
      if (!FOREIGN.contains(kind)) {
        assertThatCode(() -> read(manifest)).as(kind).doesNotThrowAnyException();
      }
    }
  }

  @Test
  void aFieldOfNoType_isFound() {
    JsonNode manifest = RenderedChart.of(directory, LEAST).the("StatefulSet");
    JsonObject pod =
        JsonParser.parseString(manifest.toString())
            .getAsJsonObject()
            .getAsJsonObject("spec")
            .getAsJsonObject("template");
    pod.getAsJsonObject("spec")
        .getAsJsonArray("containers")
        .get(0)
        .getAsJsonObject()
        .addProperty("livenesProbe", "");
    assertThatThrownBy(() -> JSON.getGson().fromJson(pod, type("v1", "PodTemplateSpec")))
        .hasMessageContaining("livenesProbe");
  }

  private static Object read(JsonNode manifest) {
    JsonElement json = JsonParser.parseString(manifest.toString());
    return JSON.getGson()
        .fromJson(json, type(manifest.at("/apiVersion").asText(), manifest.at("/kind").asText()));
  }

  private static Class<?> type(String apiVersion, String kind) {
    String version = apiVersion.substring(apiVersion.indexOf('/') + 1);
    String name = "io.kubernetes.client.openapi.models.V" + version.substring(1) + kind;
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(name + " (expected: a type of Kubernetes)", e);
    }
  }
}
