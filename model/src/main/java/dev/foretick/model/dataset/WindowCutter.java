package dev.foretick.model.dataset;

import dev.foretick.common.window.SlidingWindow;
import dev.foretick.common.window.WindowBatch;
import dev.foretick.common.window.WindowSpec;
import java.util.List;

/**
 * Cuts windows out of histories with the very code that follows a stream. Neighbouring windows of a
 * series, asked for in time order, cost one append each.
 */
public final class WindowCutter {
  private final List<SeriesData> series;
  private final WindowSpec spec;
  private final SlidingWindow window;
  private final int[] groups;
  private final float[] row;
  private int currentSeries = -1;
  private int nextRow;

  /** Cuts windows of series that are in no group. */
  public WindowCutter(List<SeriesData> series, WindowSpec spec) {
    this(series, spec, new int[series.size()]);
  }

  /**
   * Cuts windows.
   *
   * @param groups the group of each series, as the model counts them
   */
  public WindowCutter(List<SeriesData> series, WindowSpec spec, int[] groups) {
    this.series = series;
    this.groups = groups.clone();
    this.spec = spec;
    this.window = new SlidingWindow(spec);
    this.row = new float[spec.channels()];
  }

  /** Replaces the windows of a batch. */
  public void cut(List<WindowPosition> positions, WindowBatch batch) {
    batch.clear();
    for (WindowPosition position : positions) {
      moveTo(position);
      batch.add(window, groups[position.series()]);
    }
  }

  /**
   * The values that came after each window, in raw units.
   *
   * @return shape [positions, horizon]
   */
  public float[] targets(List<WindowPosition> positions) {
    float[] targets = new float[positions.size() * spec.horizon()];
    int at = 0;
    for (WindowPosition position : positions) {
      SeriesData data = series.get(position.series());
      for (int step = 0; step < spec.horizon(); step++) {
        targets[at++] = data.target(position.cutoff() + step);
      }
    }
    return targets;
  }

  private void moveTo(WindowPosition position) {
    int first = position.cutoff() - spec.inputSize();
    boolean continues =
        position.series() == currentSeries && position.cutoff() >= nextRow && first <= nextRow;
    if (!continues) {
      window.clear();
      nextRow = first;
    }
    currentSeries = position.series();
    SeriesData data = series.get(currentSeries);
    for (; nextRow < position.cutoff(); nextRow++) {
      for (int channel = 0; channel < row.length; channel++) {
        row[channel] = data.value(channel, nextRow);
      }
      window.append(row, data.time(nextRow));
    }
  }
}
