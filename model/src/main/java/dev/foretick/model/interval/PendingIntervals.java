package dev.foretick.model.interval;

import org.jspecify.annotations.Nullable;

/**
 * The forecasts of one series that still wait for outcomes, and the widths that learn from them. An
 * outcome at row {@code r} teaches step {@code k} of each forecast whose first row is {@code r -
 * k}, once, and no forecast can be adjusted by an outcome that lies in its future: rows only go on.
 * One thread owns it.
 */
public final class PendingIntervals {
  /*
   * A ring of forecasts in order of their first rows, which differ and lie within one horizon: hence
   * never more than `horizon` of them. Slots are made when first needed and filled again ever after.
   */
  private final AdaptiveWidth width;
  private final float[] @Nullable [] forecasts;
  private final long[] firstRows;
  private int oldest;
  private int size;
  private long nextRow = Long.MIN_VALUE;

  /**
   * Starts without forecasts.
   *
   * @param width what learns; nobody else should teach it
   */
  public PendingIntervals(AdaptiveWidth width) {
    this.width = width;
    this.forecasts = new float[width.horizon()][];
    this.firstRows = new long[width.horizon()];
  }

  /** How many forecasts wait, at most the horizon. */
  public int size() {
    return size;
  }

  /**
   * Adjusts a forecast in place by all that is known before its first row, and remembers what has
   * become of it. Rows before that one count as past: they can no longer be observed.
   *
   * @param cutoff the row of its first step, the one after its window; later than that of the
   *     forecast before it and than every row observed
   * @param quantiles shape [horizon, quantiles], from {@code from}
   */
  public void issue(long cutoff, float[] quantiles, int from) {
    boolean again = size > 0 && cutoff == firstRows[slot(size - 1)];
    if (cutoff < nextRow || again) {
      throw new IllegalArgumentException(
          "cutoff: %d (expected: >= %d, each once)".formatted(cutoff, nextRow));
    }
    pass(cutoff);
    width.adjust(quantiles, from);
    int slot = slot(size++);
    float[] copy = forecasts[slot];
    if (copy == null) {
      copy = new float[width.length()];
      forecasts[slot] = copy;
    }
    System.arraycopy(quantiles, from, copy, 0, copy.length);
    firstRows[slot] = cutoff;
  }

  /**
   * Teaches the widths an outcome.
   *
   * @param row later than every row before it, and not before the newest forecast's first one; rows
   *     may be left out, and their outcomes then teach nothing
   */
  public void observe(long row, float actual) {
    if (row < nextRow) {
      throw new IllegalArgumentException("row: %d (expected: >= %d)".formatted(row, nextRow));
    }
    pass(row);
    for (int i = 0; i < size; i++) {
      int slot = slot(i);
      float[] issued = forecasts[slot];
      if (issued != null) {
        width.observe((int) (row - firstRows[slot]), actual, issued, 0);
      }
    }
    pass(row + 1);
  }

  /** Goes on to a row and forgets the forecasts whose last step lies before it. */
  private void pass(long row) {
    nextRow = row;
    while (size > 0 && row - firstRows[oldest] >= forecasts.length) {
      oldest = oldest + 1 == forecasts.length ? 0 : oldest + 1;
      size--;
    }
  }

  private int slot(int index) {
    int slot = oldest + index;
    return slot < forecasts.length ? slot : slot - forecasts.length;
  }
}
