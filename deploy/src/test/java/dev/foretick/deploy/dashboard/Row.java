package dev.foretick.deploy.dashboard;

import java.util.List;

/**
 * Panels under a heading. They are set from left to right, and go on below where a line is full.
 */
record Row(String title, List<Panel> panels) {
  Row {
    panels = List.copyOf(panels);
  }

  static Row of(String title, Panel... panels) {
    return new Row(title, List.of(panels));
  }
}
