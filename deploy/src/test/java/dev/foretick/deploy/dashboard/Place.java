package dev.foretick.deploy.dashboard;

import java.util.ArrayList;
import java.util.List;

/** Where a panel stands on the grid of a dashboard, in its cells. */
record Place(int x, int y, int width, int height) {
  static final int COLUMNS = 24;

  /** Where the panels of a row stand, from {@code top} on. */
  static List<Place> of(List<Panel> panels, int top) {
    List<Place> places = new ArrayList<>();
    int x = 0;
    int y = top;
    int height = 0;
    for (Panel panel : panels) {
      if (x + panel.width() > COLUMNS) {
        x = 0;
        y += height;
        height = 0;
      }
      places.add(new Place(x, y, panel.width(), panel.height()));
      x += panel.width();
      height = Math.max(height, panel.height());
    }
    return places;
  }

  int bottom() {
    return y + height;
  }

  boolean overlaps(Place other) {
    return x < other.x + other.width
        && other.x < x + width
        && y < other.y + other.height
        && other.y < y + height;
  }
}
