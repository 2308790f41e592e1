package dev.foretick.stream.state;

import dev.foretick.common.bars.BarBuilder;
import dev.foretick.common.bars.BarCalendar;
import dev.foretick.common.window.SlidingWindow;
import dev.foretick.stream.score.PendingForecasts;
import org.jspecify.annotations.Nullable;

/** What is kept of one series. The loop's thread owns it. */
public final class SeriesState {
  /** Stands for the offset of a change where there is none. */
  static final long UNCHANGED = -1;

  /** Stands for the place of a series that no clock closes bars of. */
  static final int NOT_DUE = -1;

  private final byte[] key;
  private final int hash;
  private final SlidingWindow window;
  private final @Nullable BarBuilder bars;
  private final @Nullable PendingForecasts pending;
  private int group;
  private long touchedMillis;

  /** Offset of the last record that it takes account of. */
  private long through = -1;

  /** Offset of the first record since it was last written down, or {@link #UNCHANGED}. */
  private long changedAt = UNCHANGED;

  private boolean written;

  /** Whether it changed in a way that no record tells of. */
  private boolean forced;

  /** When bars of it are due, and where it stands among those that are; {@link DueSeries}. */
  private long dueAt = BarCalendar.NEVER;

  private int duePlace = NOT_DUE;

  /** Neighbours in the order of idleness, which {@link SeriesTable} keeps. */
  @Nullable SeriesState older;

  @Nullable SeriesState newer;

  /** Neighbours in the order of change, which {@link ChangedSeries} keeps. */
  @Nullable SeriesState changedBefore;

  @Nullable SeriesState changedAfter;

  SeriesState(
      byte[] key,
      int hash,
      int group,
      SlidingWindow window,
      @Nullable BarBuilder bars,
      @Nullable PendingForecasts pending) {
    this.key = key;
    this.hash = hash;
    this.group = group;
    this.window = window;
    this.bars = bars;
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

  /** Makes its bars; null where observations are no ticks. */
  @Nullable BarBuilder bars() {
    return bars;
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

  boolean isForced() {
    return forced;
  }

  void forced(boolean value) {
    forced = value;
  }

  long dueAt() {
    return dueAt;
  }

  void dueAt(long epochNanos) {
    dueAt = epochNanos;
  }

  int duePlace() {
    return duePlace;
  }

  void duePlace(int place) {
    duePlace = place;
  }

  void touched(long nowMillis) {
    touchedMillis = nowMillis;
  }

  /** Wall-clock time at which the last observation was taken in, in epoch milliseconds. */
  public long touchedMillis() {
    return touchedMillis;
  }
}
