package dev.foretick.deploy.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The manifests that the chart makes of a set of values. */
record RenderedChart(List<JsonNode> manifests) {
  static final Path CHART = Path.of("helm", "foretick");

  /** What Helm takes the cluster for. */
  private static final String KUBERNETES = "1.34.0";

  private static final YAMLMapper YAML = new YAMLMapper();

  RenderedChart {
    manifests = List.copyOf(manifests);
  }

  /**
   * Renders a release {@code live} in the namespace {@code markets}.
   *
   * @param directory takes a file of the values
   * @throws IllegalStateException with Helm's words if the values are refused
   */
  static RenderedChart of(Path directory, String values) {
    try {
      Path file = Files.writeString(directory.resolve("values.yaml"), values);
      String text =
          new Helm(CHART)
              .template()
              .withName("live")
              .withNamespace("markets")
              .withKubeVersion(KUBERNETES)
              .withValuesFile(file)
              .call();
      return new RenderedChart(
          YAML.readerFor(JsonNode.class).<JsonNode>readValues(text).readAll().stream()
              .filter(JsonNode::isObject)
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<JsonNode> all(String kind) {
    return manifests.stream().filter(manifest -> kind.equals(kindOf(manifest))).toList();
  }

  /** The one of its kind. */
  JsonNode the(String kind) {
    List<JsonNode> all = all(kind);
    if (all.size() != 1) {
      throw new AssertionError("%s: %d of %s".formatted(kind, all.size(), kinds()));
    }
    return all.get(0);
  }

  List<String> kinds() {
    return manifests.stream().map(RenderedChart::kindOf).toList();
  }

  /** The pod of the StatefulSet. */
  JsonNode pod() {
    return the("StatefulSet").at("/spec/template/spec");
  }

  /** Its only container. */
  JsonNode container() {
    return pod().at("/containers/0");
  }

  /** The configuration that the pod is given. */
  String config() {
    return the("ConfigMap").at("/data/serve.yaml").asText();
  }

  private static String kindOf(JsonNode manifest) {
    return manifest.path("kind").asText();
  }
}
