package dev.foretick.deploy.dashboard;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Writes a panel as Grafana reads it (dashboard schema version 39). */
final class PanelJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private PanelJson() {}

  /**
   * A panel at its place.
   *
   * @param id that no other panel of the dashboard has
   */
  static ObjectNode of(Panel panel, int id, Place place) {
    ObjectNode json = NODES.objectNode();
    json.put("id", id);
    json.put("type", panel.kind().type());
    json.put("title", panel.title());
    json.put("description", panel.description());
    json.set("datasource", datasource());
    json.set("gridPos", gridPos(place));
    panel
        .repeated()
        .ifPresent(
            variable -> {
              json.put("repeat", variable.name());
              json.put("repeatDirection", "h");
              json.put("maxPerRow", Place.COLUMNS / panel.width());
            });
    json.set("fieldConfig", FieldJson.of(panel));
    json.set("options", OptionsJson.of(panel));
    json.set("targets", targets(panel));
    if (panel.kind() == PanelKind.TABLE) {
      json.putArray("transformations").add(labelsOnly());
    }
    return json;
  }

  /** A heading over the whole width. */
  static ObjectNode heading(String title, int id, int top) {
    ObjectNode json = NODES.objectNode();
    json.put("id", id);
    json.put("type", "row");
    json.put("title", title);
    json.put("collapsed", false);
    json.set("gridPos", gridPos(new Place(0, top, Place.COLUMNS, 1)));
    json.putArray("panels");
    return json;
  }

  /** The Prometheus that is chosen at the top. */
  static ObjectNode datasource() {
    return NODES.objectNode().put("type", "prometheus").put("uid", "${datasource}");
  }

  private static ObjectNode gridPos(Place place) {
    return NODES
        .objectNode()
        .put("h", place.height())
        .put("w", place.width())
        .put("x", place.x())
        .put("y", place.y());
  }

  private static ArrayNode targets(Panel panel) {
    ArrayNode targets = NODES.arrayNode();
    List<Query> queries = panel.queries();
    for (int i = 0; i < queries.size(); i++) {
      Query query = queries.get(i);
      ObjectNode target = targets.addObject();
      target.put("refId", String.valueOf((char) ('A' + i)));
      target.set("datasource", datasource());
      target.put("editorMode", "code");
      target.put("expr", query.expression());
      target.put("legendFormat", query.legend());
      target.put("format", panel.kind() == PanelKind.TABLE ? "table" : "time_series");
      target.put("instant", query.instant());
      target.put("range", !query.instant());
      target.put("exemplar", false);
    }
    return targets;
  }

  /** A table shows what tells its time series apart, not that their value is always 1. */
  private static ObjectNode labelsOnly() {
    ObjectNode organize = NODES.objectNode().put("id", "organize");
    ObjectNode options = organize.putObject("options");
    options.putObject("excludeByName").put("Time", true).put("Value", true);
    options.putObject("indexByName");
    options.putObject("renameByName");
    return organize;
  }
}
