package dev.foretick.stream.state;

import dev.foretick.common.window.CalendarInputs;
import dev.foretick.common.window.SlidingWindow;
import dev.foretick.stream.score.PendingForecasts;
import org.jspecify.annotations.Nullable;

/** What is kept of one series. The loop's thread owns it. */
public final class SeriesState {
  /** Stands for the offset of a change where there is none. */
  static final long UNCHANGED = -1;

  private final byte[] key;
  private final int hash;
  private final SlidingWindow window;
  private final @Nullable PendingForecasts pending;
  private int group;
  private long touchedMillis;

  /** Offset of the last record that it takes account of. */
  private long through = -1;

  /** Offset of the first record since it was last written down, or {@link #UNCHANGED}. */
  private long changedAt = UNCHANGED;

  private boolean written;

  /** Neighbours in the order of idleness, which {@link SeriesTable} keeps. */
  @Nullable SeriesState older;

  @Nullable SeriesState newer;

  /** Neighbours in the order of change, which {@link ChangedSeries} keeps. */
  @Nullable SeriesState changedBefore;

  @Nullable SeriesState changedAfter;

  SeriesState(
      byte[] key, int hash, int group, SlidingWindow window, @Nullable PendingForecasts pending) {
    this.key = key;
    this.hash = hash;
    this.group = group;
    this.window = window;
    this.pending = pending;
  }

  /** The series id in UTF-8, which is also the key of its messages; not copied. */
  public byte[] key() {
    return key;
  }

  int hash() {
    return hash;
  }

  /** The group that the model puts the series in. */
  public int group() {
    return group;
  }

  /** The model that serves from now on puts the series in another group. */
  void regroup(int newGroup) {
    group = newGroup;
  }

  public SlidingWindow window() {
    return window;
  }

  /** Forecasts that wait for their actual values; null if nobody scores. */
  public @Nullable PendingForecasts pending() {
    return pending;
  }

  /**
   * Takes an observation in.
   *
   * @param values room for one value of each channel, of the caller's so that none is made each
   *     time
   */
  void append(Arrivals arrivals, int row, CalendarInputs calendar, float[] values, long nowMillis) {
    arrivals.copyValues(row, values);
    calendar.write(arrivals.time(row), values, arrivals.channels());
    window.append(values, arrivals.time(row));
    touchedMillis = nowMillis;
  }

  /** Offset of the last record that it takes account of; below 0 if there is none. */
  long through() {
    return through;
  }

  void through(long offset) {
    through = offset;
  }

  long changedAt() {
    return changedAt;
  }

  void changedAt(long offset) {
    changedAt = offset;
  }

  /** Whether a snapshot of it may be in the topic. */
  boolean isWritten() {
    return written;
  }

  void written() {
    written = true;
  }

  void touched(long nowMillis) {
    touchedMillis = nowMillis;
  }

  /** Wall-clock time at which the last observation was taken in, in epoch milliseconds. */
  long touchedMillis() {
    return touchedMillis;
  }
}
