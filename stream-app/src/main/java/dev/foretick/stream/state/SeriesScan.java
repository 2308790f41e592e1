package dev.foretick.stream.state;

import java.util.List;
import java.util.function.Consumer;

/**
 * A look through all series, a piece at a time. Where series come and go between two pieces, one
 * may be shown twice, and a few that move up may be left out. The loop's thread owns it.
 */
public final class SeriesScan {
  private final List<SeriesTable> tables;
  private int table;
  private int slot;

  SeriesScan(List<SeriesTable> tables) {
    this.tables = List.copyOf(tables);
  }

  /**
   * Looks at the next slots, each of which holds at most one series.
   *
   * @return whether that were the last
   */
  public boolean next(int slots, Consumer<SeriesState> found) {
    int left = slots;
    while (table < tables.size() && left > 0) {
      SeriesTable of = tables.get(table);
      for (; slot < of.slots() && left > 0; slot++, left--) {
        SeriesState series = of.at(slot);
        if (series != null) {
          found.accept(series);
        }
      }
      if (slot >= of.slots()) {
        table++;
        slot = 0;
      }
    }
    return table == tables.size();
  }
}
