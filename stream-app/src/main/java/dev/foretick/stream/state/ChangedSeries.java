package dev.foretick.stream.state;

import org.jspecify.annotations.Nullable;

/**
 * The series of one partition that have changed since they were last written down, the one that
 * changed first in front.
 */
final class ChangedSeries {
  /*
   * A list through the series themselves. A series enters at the end with the offset that changed it, and offsets only
   * grow, so the list is in order without sorting. All operations are O(1) and allocate nothing.
   */
  private @Nullable SeriesState first;
  private @Nullable SeriesState last;

  /** Notes that a record has changed a series; what is on the list already stays where it is. */
  void changed(SeriesState series, long offset) {
    if (series.changedAt() != SeriesState.UNCHANGED) {
      return;
    }
    series.changedAt(offset);
    series.changedBefore = last;
    if (last == null) {
      first = series;
    } else {
      last.changedAfter = series;
    }
    last = series;
  }

  /** Takes a series off the list, if it is on it. */
  void remove(SeriesState series) {
    if (series.changedAt() == SeriesState.UNCHANGED) {
      return;
    }
    series.changedAt(SeriesState.UNCHANGED);
    SeriesState before = series.changedBefore;
    SeriesState after = series.changedAfter;
    if (before == null) {
      first = after;
    } else {
      before.changedAfter = after;
    }
    if (after == null) {
      last = before;
    } else {
      after.changedBefore = before;
    }
    series.changedBefore = null;
    series.changedAfter = null;
  }

  /** The series that changed the longest ago; null if there is none. */
  @Nullable SeriesState first() {
    return first;
  }
}
