package dev.foretick.model.dataset;

import dev.foretick.common.window.WindowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The windows of one part of every series. All targets of a window lie within the part, so that no
 * later part is learnt from; what it looks back on may lie in an earlier one.
 */
public final class WindowIndex {
  /*
   * Windows are not stored until asked for: a series has counts[series] of them, one at each row from
   * firstCutoffs[series] on.
   */
  private final int[] firstCutoffs;
  private final int[] counts;
  private final int size;
  private final int skippedSeries;

  /**
   * Finds the windows. A series that is too short for one is left out of this part and counted.
   *
   * @param part what the windows are for, as messages call it: training, validation, test
   * @param rows of each series that are the part
   * @throws DatasetTooShortException if no series has a window
   */
  public WindowIndex(
      List<SeriesData> series, WindowSpec spec, SplitPart part, List<RowRange> rows) {
    this.firstCutoffs = new int[series.size()];
    this.counts = new int[series.size()];
    long total = 0;
    int skipped = 0;
    for (int i = 0; i < series.size(); i++) {
      RowRange range = rows.get(i);
      firstCutoffs[i] = Math.max(spec.inputSize(), range.from());
      counts[i] = Math.max(0, range.to() - spec.horizon() - firstCutoffs[i] + 1);
      total += counts[i];
      skipped += counts[i] == 0 ? 1 : 0;
    }
    if (total == 0) {
      throw new DatasetTooShortException(series, spec, part, rows);
    }
    this.size = Math.toIntExact(total);
    this.skippedSeries = skipped;
  }

  /** How many windows there are. */
  public int size() {
    return size;
  }

  /** How many windows a series has. */
  public int windowsOf(int series) {
    return counts[series];
  }

  /** How many series are too short to have a window in this part. */
  public int skippedSeries() {
    return skippedSeries;
  }

  /** All windows in order of series and time. */
  public List<WindowPosition> all() {
    return strided(1, new Random(0));
  }

  /** At most {@code max} windows, evenly spread over all of them, in order of series and time. */
  public List<WindowPosition> thinned(int max) {
    if (size <= max) {
      return all();
    }
    List<WindowPosition> thinned = new ArrayList<>(max);
    int series = 0;
    int before = 0;
    for (int i = 0; i < max; i++) {
      int index = (int) ((i + 0.5) * size / max);
      while (index - before >= counts[series]) {
        before += counts[series++];
      }
      thinned.add(new WindowPosition(series, firstCutoffs[series] + index - before));
    }
    return thinned;
  }

  /**
   * Every {@code stride}-th window of each series, in order of series and time, starting at a
   * random one of the first {@code stride}.
   */
  public List<WindowPosition> strided(int stride, Random random) {
    List<WindowPosition> positions = new ArrayList<>(size / stride + counts.length);
    for (int series = 0; series < counts.length; series++) {
      int start = counts[series] == 0 ? 0 : random.nextInt(Math.min(stride, counts[series]));
      for (int i = start; i < counts[series]; i += stride) {
        positions.add(new WindowPosition(series, firstCutoffs[series] + i));
      }
    }
    return positions;
  }
}
