package dev.foretick.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A dashboard as Grafana gets it. */
record DashboardFile(String name, JsonNode json) {
  private static final Path FOLDER = Path.of("grafana", "dashboards");

  /**
   * A query of a panel.
   *
   * @param where for people: the dashboard, the panel and the legend
   */
  record PanelQuery(String where, String expression, boolean instant) {}

  /** A query of the marks on all panels. */
  record AnnotationQuery(String where, String expression) {}

  static List<DashboardFile> all() throws IOException {
    List<DashboardFile> dashboards = new ArrayList<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.sorted().toList()) {
        dashboards.add(
            new DashboardFile(
                file.getFileName().toString(), new ObjectMapper().readTree(file.toFile())));
      }
    }
    return dashboards;
  }

  List<JsonNode> panels() {
    return stream(json.get("panels"))
        .filter(panel -> !panel.get("type").asText().equals("row"))
        .toList();
  }

  List<PanelQuery> queries() {
    return panels().stream()
        .flatMap(
            panel ->
                stream(panel.get("targets"))
                    .map(
                        target ->
                            new PanelQuery(
                                "%s / %s / %s"
                                    .formatted(
                                        name,
                                        panel.get("title").asText(),
                                        target.get("legendFormat").asText()),
                                target.get("expr").asText(),
                                target.get("instant").asBoolean())))
        .toList();
  }

  List<AnnotationQuery> annotations() {
    return stream(json.at("/annotations/list"))
        .filter(annotation -> annotation.has("expr"))
        .map(
            annotation ->
                new AnnotationQuery(
                    name + " / " + annotation.get("name").asText(),
                    annotation.get("expr").asText()))
        .toList();
  }

  /** What Prometheus is asked for the choices at the top, such as {@code label_values(up, job)}. */
  List<String> variableQueries() {
    return stream(json.at("/templating/list"))
        .filter(variable -> variable.get("type").asText().equals("query"))
        .map(variable -> variable.get("query").asText())
        .toList();
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    List<JsonNode> nodes = new ArrayList<>();
    array.forEach(nodes::add);
    return nodes.stream();
  }
}
