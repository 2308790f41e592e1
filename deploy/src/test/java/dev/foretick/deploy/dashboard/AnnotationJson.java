package dev.foretick.deploy.dashboard;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.foretick.stream.metrics.Meters;
import java.util.List;

/** What happened, as marks on all panels: new models, refused files, starts, alerts. */
enum AnnotationJson {
  RELOADS(
      "Model reloads",
      "blue",
      changed(Meters.MODEL_RELOAD, "result=\"success\""),
      "New model",
      "{{instance}}"),
  REFUSALS(
      "Refused models",
      "orange",
      changed(Meters.MODEL_RELOAD, "result=\"failure\""),
      "Model file refused",
      "{{instance}}: see the log for the reason"),
  STARTS(
      "Starts",
      "purple",
      Promql.metric("process_start_time_seconds") + " * 1000",
      "Server started",
      "{{instance}}"),
  ALERTS(
      "Alerts",
      "red",
      "ALERTS{alertname=~\"Foretick.*\",alertstate=\"firing\"}",
      "{{alertname}}",
      "{{severity}} {{instance}}");

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final String label;
  private final String color;
  private final String expression;
  private final String title;
  private final String text;

  AnnotationJson(String label, String color, String expression, String title, String text) {
    this.label = label;
    this.color = color;
    this.expression = expression;
    this.title = title;
    this.text = text;
  }

  String expression() {
    return expression;
  }

  /** Grafana's own, and ours. */
  static ArrayNode all() {
    ArrayNode list = NODES.arrayNode();
    list.add(byHand());
    List.of(values()).forEach(annotation -> list.add(annotation.json()));
    return list;
  }

  private ObjectNode json() {
    ObjectNode json = NODES.objectNode();
    json.put("name", label);
    json.set("datasource", PanelJson.datasource());
    json.put("enable", true);
    json.put("hide", false);
    json.put("iconColor", color);
    json.put("expr", expression);
    json.put("step", "15s");
    json.put("titleFormat", title);
    json.put("textFormat", text);
    json.put("tagKeys", "instance");
    // Of a start, the value is the time itself, whenever Prometheus has seen it.
    json.put("useValueForTime", this == STARTS);
    return json;
  }

  /** Marks that are set in Grafana itself. */
  private static ObjectNode byHand() {
    ObjectNode json = NODES.objectNode();
    json.put("name", "Annotations & Alerts");
    json.set("datasource", NODES.objectNode().put("type", "grafana").put("uid", "-- Grafana --"));
    json.put("builtIn", 1);
    json.put("enable", true);
    json.put("hide", true);
    json.put("iconColor", "rgba(0, 211, 255, 1)");
    json.put("type", "dashboard");
    return json;
  }

  private static String changed(Meters counter, String matcher) {
    return "increase(" + Promql.metric(counter, matcher) + "[$__rate_interval]) > 0";
  }
}
