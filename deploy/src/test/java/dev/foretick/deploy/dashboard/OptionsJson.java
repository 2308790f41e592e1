package dev.foretick.deploy.dashboard;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes the options of a visualization. */
final class OptionsJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private OptionsJson() {}

  static ObjectNode of(Panel panel) {
    return switch (panel.kind()) {
      case TIME_SERIES -> lines();
      case STAT -> figure(panel);
      case BAR_GAUGE -> bars();
      case STATE_TIMELINE -> bands();
      case TABLE -> table();
    };
  }

  private static ObjectNode lines() {
    ObjectNode options = NODES.objectNode();
    ObjectNode legend = options.putObject("legend");
    legend.putArray("calcs").add("lastNotNull").add("mean").add("max");
    legend.put("displayMode", "table").put("placement", "bottom").put("showLegend", true);
    options.putObject("tooltip").put("mode", "multi").put("sort", "desc");
    return options;
  }

  private static ObjectNode figure(Panel panel) {
    ObjectNode options = NODES.objectNode();
    options.put("colorMode", "value");
    options.put("graphMode", panel.queries().size() > 1 ? "none" : "area");
    options.put("justifyMode", "auto");
    options.put("orientation", "auto");
    options.set("reduceOptions", newest());
    options.put("showPercentChange", false);
    options.put("textMode", "auto");
    options.put("wideLayout", true);
    return options;
  }

  private static ObjectNode bars() {
    ObjectNode options = NODES.objectNode();
    options.put("displayMode", "basic");
    options.put("maxVizHeight", 300);
    options.put("minVizHeight", 16);
    options.put("minVizWidth", 8);
    options.put("namePlacement", "auto");
    options.put("orientation", "horizontal");
    options.set("reduceOptions", newest());
    options.put("showUnfilled", true);
    options.put("sizing", "auto");
    options.put("valueMode", "color");
    return options;
  }

  private static ObjectNode bands() {
    ObjectNode options = NODES.objectNode();
    options.put("alignValue", "left");
    options.set("legend", legend());
    options.put("mergeValues", true);
    options.put("rowHeight", 0.9);
    options.put("showValue", "auto");
    options.putObject("tooltip").put("mode", "single").put("sort", "none");
    return options;
  }

  private static ObjectNode table() {
    ObjectNode options = NODES.objectNode();
    options.put("cellHeight", "sm");
    options.put("frameIndex", 0);
    options.put("showHeader", true);
    return options;
  }

  private static ObjectNode legend() {
    ObjectNode legend = NODES.objectNode();
    legend.putArray("calcs");
    return legend.put("displayMode", "list").put("placement", "bottom").put("showLegend", true);
  }

  private static ObjectNode newest() {
    ObjectNode reduce = NODES.objectNode();
    reduce.putArray("calcs").add("lastNotNull");
    return reduce.put("fields", "").put("values", false);
  }
}
