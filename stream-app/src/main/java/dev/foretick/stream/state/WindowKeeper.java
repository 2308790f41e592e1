package dev.foretick.stream.state;

import dev.foretick.common.bars.BarBuilder;
import dev.foretick.common.window.CalendarInputs;
import dev.foretick.common.window.DuplicateRule;
import dev.foretick.common.window.SlidingWindow;
import dev.foretick.common.window.WindowSpec;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Windows of observations. Without a grace, and where all duplicates are kept, they stay in the
 * order in which they come, and windows need no times.
 */
public final class WindowKeeper implements SeriesKeeper {
  private final WindowSpec window;
  private final CalendarInputs calendar;
  private final long grace;
  private final DuplicateRule duplicates;
  private final boolean timed;

  /** One value of each channel, filled anew for each observation. */
  private final float[] values;

  /**
   * Keeps observations in the order in which they come.
   *
   * @param calendar the channels that observations get beside those that they bring
   */
  public WindowKeeper(WindowSpec window, CalendarInputs calendar) {
    this(window, calendar, Duration.ZERO, DuplicateRule.KEEP);
  }

  /**
   * Keeps observations in the order of their times.
   *
   * @param calendar the channels that observations get beside those that they bring
   * @param grace how far behind the newest of its series an observation may be
   */
  public WindowKeeper(
      WindowSpec window, CalendarInputs calendar, Duration grace, DuplicateRule duplicates) {
    this.window = window;
    this.calendar = calendar;
    this.grace = grace.toNanos();
    this.duplicates = duplicates;
    this.timed = !grace.isZero() || duplicates != DuplicateRule.KEEP;
    this.values = new float[window.channels()];
  }

  @Override
  public int channels() {
    return window.channels();
  }

  @Override
  public SlidingWindow newWindow() {
    return timed ? SlidingWindow.withTimes(window) : new SlidingWindow(window);
  }

  @Override
  public @Nullable BarBuilder newBars() {
    return null;
  }

  @Override
  public Outcome first(Arrivals arrivals, int row) {
    return Outcome.TAKEN;
  }

  @Override
  public Outcome take(SeriesState series, Arrivals arrivals, int row) {
    SlidingWindow of = series.window();
    long time = arrivals.time(row);
    if (isLate(time, of)) {
      return Outcome.LATE;
    }
    arrivals.copyValues(row, values);
    calendar.write(time, values, arrivals.channels());
    if (!timed) {
      of.append(values, time);
      return Outcome.TAKEN;
    }
    return switch (of.insert(values, time, duplicates)) {
      case APPENDED -> Outcome.TAKEN;
      case INSERTED, REPLACED -> Outcome.REVISED;
      case IGNORED -> Outcome.DUPLICATE;
      case TOO_OLD -> Outcome.LATE;
    };
  }

  private boolean isLate(long time, SlidingWindow of) {
    if (time >= of.lastTime()) {
      return false;
    }
    long behind = of.lastTime() - time;
    return behind > grace || behind < 0; // Below 0, it is more than a long can say.
  }
}
