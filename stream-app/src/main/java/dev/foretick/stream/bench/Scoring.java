package dev.foretick.stream.bench;

/** What becomes of forecasts when their actual values come. */
public enum Scoring {
  /** Nothing. */
  OFF("off"),
  /** They are scored, and the meters tell how they turned out. */
  ON("on"),
  /** Each score goes to a topic as well. */
  PUBLISHED("on, to a topic");

  private final String label;

  Scoring(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  boolean isOn() {
    return this != OFF;
  }

  boolean isPublished() {
    return this == PUBLISHED;
  }
}
