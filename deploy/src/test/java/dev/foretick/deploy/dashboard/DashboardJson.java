package dev.foretick.deploy.dashboard;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes a dashboard as Grafana 11 and later read it. */
final class DashboardJson {
  /** That of Grafana 11.0; later ones bring it up to their own. */
  static final int SCHEMA_VERSION = 39;

  private static final String TAG = "foretick";
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private DashboardJson() {}

  /** The whole file. */
  static String text(Dashboard dashboard) {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(lines);
    printer.indentArraysWith(lines);
    try {
      return new ObjectMapper().writer(printer).writeValueAsString(of(dashboard)) + "\n";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ObjectNode of(Dashboard dashboard) {
    ObjectNode json = NODES.objectNode();
    json.putNull("id");
    json.put("uid", dashboard.uid());
    json.put("title", dashboard.title());
    json.put("description", dashboard.description());
    json.putArray("tags").add(TAG);
    json.put("schemaVersion", SCHEMA_VERSION);
    json.put("version", 1);
    json.put("editable", true);
    json.put("graphTooltip", 1);
    json.put("fiscalYearStartMonth", 0);
    json.put("timezone", "browser");
    json.put("weekStart", "");
    json.put("refresh", "10s");
    json.putObject("time").put("from", "now-30m").put("to", "now");
    json.putObject("timepicker");
    json.putArray("links").add(link());
    json.putObject("annotations").set("list", AnnotationJson.all());
    json.putObject("templating").set("list", variables(dashboard));
    json.set("panels", panels(dashboard.rows()));
    return json;
  }

  /** Rows from top to bottom. */
  private static ArrayNode panels(List<Row> rows) {
    ArrayNode json = NODES.arrayNode();
    int top = 0;
    for (Row row : rows) {
      json.add(PanelJson.heading(row.title(), json.size() + 1, top));
      top++;
      List<Place> places = Place.of(row.panels(), top);
      for (int i = 0; i < places.size(); i++) {
        json.add(PanelJson.of(row.panels().get(i), json.size() + 1, places.get(i)));
        top = Math.max(top, places.get(i).bottom());
      }
    }
    return json;
  }

  /** From each dashboard to the others, with what is chosen. */
  private static ObjectNode link() {
    ObjectNode link = NODES.objectNode();
    link.put("asDropdown", false);
    link.put("icon", "external link");
    link.put("includeVars", true);
    link.put("keepTime", true);
    link.putArray("tags").add(TAG);
    link.put("targetBlank", false);
    link.put("title", "Foretick");
    link.put("tooltip", "The other dashboards, with the same choices");
    link.put("type", "dashboards");
    link.put("url", "");
    return link;
  }

  private static ArrayNode variables(Dashboard dashboard) {
    ArrayNode list = NODES.arrayNode();
    list.add(datasource());
    dashboard.variables().forEach(variable -> list.add(variable(variable)));
    return list;
  }

  private static ObjectNode datasource() {
    ObjectNode json = NODES.objectNode();
    json.put("type", "datasource");
    json.put("name", "datasource");
    json.put("label", "Data source");
    json.put("description", "The Prometheus that scrapes the servers");
    json.put("query", "prometheus");
    json.putObject("current").put("selected", false).put("text", "default").put("value", "default");
    json.put("hide", 0);
    json.put("includeAll", false);
    json.put("multi", false);
    json.putArray("options");
    json.put("refresh", 1);
    json.put("regex", "");
    json.put("skipUrlSync", false);
    return json;
  }

  private static ObjectNode variable(Variable variable) {
    ObjectNode json = NODES.objectNode();
    json.put("type", "query");
    json.put("name", variable.name());
    json.put("label", variable.label());
    json.put("description", variable.description());
    json.set("datasource", PanelJson.datasource());
    json.put("query", variable.query());
    json.put("regex", variable.regex());
    boolean several = variable.initial().isEmpty();
    ObjectNode current = json.putObject("current").put("selected", true);
    if (several) {
      current.putArray("text").add("All");
      current.putArray("value").add("$__all");
      json.put("allValue", ".*");
    } else {
      current.put("text", variable.initial()).put("value", variable.initial());
    }
    json.put("hide", 0);
    json.put("includeAll", several);
    json.put("multi", several);
    json.putArray("options");
    json.put("refresh", 2);
    json.put("skipUrlSync", false);
    json.put("sort", 3);
    return json;
  }
}
