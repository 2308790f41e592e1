package dev.foretick.deploy.dashboard;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Writes how a panel shows its values: units, limits, colours, lines. */
final class FieldJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private FieldJson() {}

  static ObjectNode of(Panel panel) {
    ObjectNode config = NODES.objectNode();
    ObjectNode defaults = config.putObject("defaults");
    defaults.putObject("color").put("mode", colorMode(panel));
    defaults.set("custom", custom(panel));
    defaults.set("mappings", mappings(panel));
    panel.lowest().ifPresent(value -> defaults.put("min", value));
    panel.highest().ifPresent(value -> defaults.put("max", value));
    defaults.set("thresholds", thresholds(panel.thresholds()));
    defaults.put("unit", panel.unit().id());
    config.set("overrides", overrides(panel));
    return config;
  }

  private static String colorMode(Panel panel) {
    return switch (panel.kind()) {
      case TIME_SERIES, BAR_GAUGE -> "palette-classic";
      case STAT, STATE_TIMELINE, TABLE -> "thresholds";
    };
  }

  private static ObjectNode custom(Panel panel) {
    return switch (panel.kind()) {
      case TIME_SERIES -> lines(panel);
      case STATE_TIMELINE -> bands();
      case TABLE -> cells();
      case STAT, BAR_GAUGE -> NODES.objectNode();
    };
  }

  private static ObjectNode lines(Panel panel) {
    ObjectNode custom = NODES.objectNode();
    custom.put("axisBorderShow", false);
    custom.put("axisCenteredZero", false);
    custom.put("axisColorMode", "text");
    custom.put("axisLabel", "");
    custom.put("axisPlacement", "auto");
    custom.put("barAlignment", 0);
    custom.put("drawStyle", "line");
    custom.put("fillOpacity", panel.isStacked() ? 40 : 8);
    custom.put("gradientMode", "none");
    custom.set("hideFrom", hideFrom());
    custom.put("lineInterpolation", "linear");
    custom.put("lineWidth", panel.isStacked() ? 1 : 2);
    custom.put("pointSize", 5);
    custom.putObject("scaleDistribution").put("type", "linear");
    custom.put("showPoints", "never");
    custom.put("spanNulls", false);
    custom
        .putObject("stacking")
        .put("group", "A")
        .put("mode", panel.isStacked() ? "normal" : "none");
    custom.putObject("thresholdsStyle").put("mode", "off");
    return custom;
  }

  private static ObjectNode bands() {
    ObjectNode custom = NODES.objectNode();
    custom.put("fillOpacity", 70);
    custom.set("hideFrom", hideFrom());
    custom.put("lineWidth", 0);
    return custom;
  }

  private static ObjectNode cells() {
    ObjectNode custom = NODES.objectNode();
    custom.put("align", "auto");
    custom.putObject("cellOptions").put("type", "auto");
    custom.put("inspect", false);
    return custom;
  }

  private static ObjectNode hideFrom() {
    return NODES.objectNode().put("legend", false).put("tooltip", false).put("viz", false);
  }

  private static ArrayNode mappings(Panel panel) {
    ArrayNode mappings = NODES.arrayNode();
    if (!panel.words().isEmpty()) {
      ObjectNode words = mappings.addObject().put("type", "value").putObject("options");
      panel
          .words()
          .forEach(
              (value, word) ->
                  words
                      .putObject(value.toString())
                      .put("color", word.color())
                      .put("index", words.size() - 1)
                      .put("text", word.text()));
    }
    return mappings;
  }

  private static ObjectNode thresholds(Thresholds thresholds) {
    ObjectNode json = NODES.objectNode().put("mode", "absolute");
    ArrayNode steps = json.putArray("steps");
    steps.addObject().put("color", thresholds.base()).putNull("value");
    thresholds
        .steps()
        .forEach(step -> steps.addObject().put("color", step.color()).put("value", step.from()));
    return json;
  }

  private static ArrayNode overrides(Panel panel) {
    ArrayNode overrides = NODES.arrayNode();
    for (Map.Entry<String, String> color : panel.colors().entrySet()) {
      ObjectNode value = property(overrides, "byName", color.getKey(), "color");
      value.put("fixedColor", color.getValue()).put("mode", "fixed");
    }
    if (!panel.dashed().isEmpty()) {
      ObjectNode style =
          property(overrides, "byRegexp", "/" + panel.dashed() + "/", "custom.lineStyle");
      style.put("fill", "dash").putArray("dash").add(10).add(10);
    }
    for (Map.Entry<String, String> band : panel.bands().entrySet()) {
      properties(overrides, "byName", band.getKey())
          .addObject()
          .put("id", "custom.fillBelowTo")
          .put("value", band.getValue());
    }
    return overrides;
  }

  private static ObjectNode property(ArrayNode overrides, String by, String what, String id) {
    return properties(overrides, by, what).addObject().put("id", id).putObject("value");
  }

  private static ArrayNode properties(ArrayNode overrides, String by, String what) {
    ObjectNode override = overrides.addObject();
    override.putObject("matcher").put("id", by).put("options", what);
    return override.putArray("properties");
  }
}
