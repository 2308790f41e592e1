package dev.foretick.deploy.dashboard;

/** The visualizations that the dashboards use, by Grafana's name for them. */
enum PanelKind {
  TIME_SERIES("timeseries", false),
  STAT("stat", false),
  BAR_GAUGE("bargauge", true),
  STATE_TIMELINE("state-timeline", false),
  TABLE("table", true);

  private final String type;
  private final boolean instant;

  PanelKind(String type, boolean instant) {
    this.type = type;
    this.instant = instant;
  }

  String type() {
    return type;
  }

  /** Whether only the newest values are asked for. */
  boolean isInstant() {
    return instant;
  }
}
