package dev.foretick.model.auto;

import dev.foretick.model.dataset.SeriesData;
import java.util.List;

/** How many rows there are to train on, and what size of window they allow. */
final class TrainingRows {
  /** Beyond it a window costs more than it tells. */
  static final int LONGEST_WINDOW = 720;

  /** A window with many channels is short, so that a batch stays within some tens of megabytes. */
  private static final int MAX_WINDOW_LENGTH = 32_768;

  /** Rows for each row of a window and its targets; with fewer, windows tell all the same story. */
  private static final int ROWS_FOR_ONE = 4;

  private final int[] lengths;
  private final int horizon;

  TrainingRows(List<SeriesData> training, int horizon) {
    this.lengths = training.stream().mapToInt(SeriesData::length).sorted().toArray();
    this.horizon = horizon;
  }

  /** Windows of this size with all their targets, over all series. */
  long windows(int inputSize) {
    long windows = 0;
    for (int length : lengths) {
      windows += Math.max(0, length - inputSize - horizon + 1);
    }
    return windows;
  }

  /** The largest window that the data and memory allow, at least 1. */
  int longestWindow(int channels) {
    int most = Math.max(LONGEST_WINDOW, 2 * horizon);
    int memory = Math.max(1, MAX_WINDOW_LENGTH / channels);
    int low = 0;
    int high = Math.min(most, memory);
    while (low < high) {
      int middle = (low + high + 1) / 2;
      if (isPlenty(middle)) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return Math.max(low, Math.min(memory, leastWindow()));
  }

  /*
   * Where rows are scarce: twice the horizon, if the longest series then has at least as many windows
   * as a window has rows.
   */
  private int leastWindow() {
    int longest = lengths[lengths.length - 1];
    return Math.max(1, Math.min(2 * horizon, (longest - horizon + 1) / 2));
  }

  /** Enough windows in all, and nine series in ten have some. */
  private boolean isPlenty(int inputSize) {
    int shortOne = lengths[lengths.length / 10];
    return windows(inputSize) > (ROWS_FOR_ONE - 1L) * (inputSize + horizon)
        && shortOne >= inputSize + 2 * horizon;
  }
}
