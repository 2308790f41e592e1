package dev.foretick.stream.state;

import dev.foretick.common.bars.Bar;
import dev.foretick.common.bars.BarBuilder;
import dev.foretick.common.bars.BarCalendar;
import dev.foretick.common.bars.BarSink;
import dev.foretick.common.window.CalendarInputs;
import dev.foretick.common.window.SlidingWindow;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.stream.score.SeasonLags;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Windows of bars, of which observations are the ticks: a price and, if they bring one, a size. The
 * bars that are closed stand in rows of their own, in the order in which they were closed.
 */
public final class BarKeeper implements SeriesKeeper {
  private final WindowSpec window;
  private final CalendarInputs calendar;
  private final BarCalendar bars;
  private final BarChannel[] channels;

  /** One value of each channel, filled anew for each bar. */
  private final float[] values;

  private final Arrivals closed;
  private final BarSink sink = this::close;
  private ClosedBars target = (row, series) -> {};

  /** Whose bars the sink gets, and what closes them. */
  private @Nullable SeriesState series;

  private int partition;
  private long offset;
  private long timestamp;
  private boolean replayed;

  /**
   * Makes bars for one store.
   *
   * @param calendar the channels that bars get beside their own
   * @param bars where bars begin and end, which no other thread uses
   * @param channels of a bar that windows are made of, the target first
   */
  public BarKeeper(
      WindowSpec window, CalendarInputs calendar, BarCalendar bars, List<BarChannel> channels) {
    this(window, calendar, bars, channels, SeasonLags.NONE);
  }

  /**
   * Makes bars for one store that is scored.
   *
   * @param season which earlier targets are remembered with each bar
   */
  public BarKeeper(
      WindowSpec window,
      CalendarInputs calendar,
      BarCalendar bars,
      List<BarChannel> channels,
      SeasonLags season) {
    this.window = window;
    this.calendar = calendar;
    this.bars = bars;
    this.channels = channels.toArray(BarChannel[]::new);
    this.values = new float[window.channels()];
    this.closed = new Arrivals(this.channels.length, season);
  }

  /** Tells of each bar that is closed from now on. */
  public void tell(ClosedBars of) {
    target = of;
  }

  /** The bars that were closed, which whoever answers them clears. */
  public Arrivals closed() {
    return closed;
  }

  /** How long after its end a bar is open by its ticks, in nanoseconds. */
  public long graceNanos() {
    return bars.spec().grace().toNanos();
  }

  @Override
  public int channels() {
    return window.channels();
  }

  @Override
  public SlidingWindow newWindow() {
    return new SlidingWindow(window);
  }

  @Override
  public BarBuilder newBars() {
    return new BarBuilder(bars);
  }

  @Override
  public Outcome first(Arrivals arrivals, int row) {
    long time = arrivals.time(row);
    if (!bars.covers(time) || !isTick(arrivals, row)) {
      return Outcome.NO_TICK;
    }
    return bars.isOpen(time) ? Outcome.TAKEN : Outcome.OFF_SESSION;
  }

  @Override
  public Outcome take(SeriesState of, Arrivals arrivals, int row) {
    series = of;
    partition = arrivals.partition(row);
    offset = arrivals.offset(row);
    timestamp = arrivals.recordTimestamp(row);
    replayed = arrivals.isReplayed(row);
    double size = arrivals.channels() > 1 ? arrivals.value(row, 1) : Double.NaN;
    return switch (builder(of).add(arrivals.time(row), arrivals.target(row), size, sink)) {
      case ADDED -> Outcome.TAKEN;
      case LATE -> Outcome.LATE;
      case OFF_SESSION -> Outcome.OFF_SESSION;
      case OUT_OF_RANGE, INVALID -> Outcome.NO_TICK;
    };
  }

  /**
   * Closes the bars of a series that end at or before a moment, as if its last record did.
   *
   * @param nowMillis stands for the time of that record, which was long ago
   */
  void closeUntil(SeriesState of, int inPartition, long moment, long nowMillis) {
    series = of;
    partition = inPartition;
    offset = of.through();
    timestamp = nowMillis;
    replayed = false;
    builder(of).closeUntil(moment, sink);
  }

  private void close(Bar bar) {
    SeriesState of = series;
    if (of == null) {
      throw new IllegalStateException("bar of no series");
    }
    for (int channel = 0; channel < channels.length; channel++) {
      values[channel] = channels[channel].value(bar);
    }
    calendar.write(bar.start(), values, channels.length);
    of.window().append(values, bar.start());
    int row = closed.addClosed(of, values, bar.start(), partition, offset, timestamp, replayed);
    target.closed(row, of);
  }

  private static boolean isTick(Arrivals arrivals, int row) {
    float size = arrivals.channels() > 1 ? arrivals.value(row, 1) : 0;
    return Float.isFinite(arrivals.target(row)) && size >= 0 && Float.isFinite(size);
  }

  private static BarBuilder builder(SeriesState of) {
    BarBuilder builder = of.bars();
    if (builder == null) {
      throw new IllegalStateException("series without bars (expected: one of this keeper)");
    }
    return builder;
  }
}
