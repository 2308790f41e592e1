package dev.foretick.deploy.dashboard;

import java.util.List;

/**
 * From which value on a panel changes its colour.
 *
 * @param base colour below the first step
 */
record Thresholds(String base, List<Step> steps) {
  static final Thresholds NONE = new Thresholds("green", List.of());

  /** A colour from a value on. */
  record Step(double from, String color) {}

  Thresholds {
    steps = List.copyOf(steps);
  }

  /** Green below {@code warning}, red from {@code critical} on. */
  static Thresholds rising(double warning, double critical) {
    return new Thresholds("green", List.of(new Step(warning, "orange"), new Step(critical, "red")));
  }

  /** Red below a value, green from it on. */
  static Thresholds atLeast(double value) {
    return new Thresholds("red", List.of(new Step(value, "green")));
  }
}
