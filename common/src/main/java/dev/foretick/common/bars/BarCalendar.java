package dev.foretick.common.bars;

import dev.foretick.common.series.EpochNanos;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where the bars of a {@link BarSpec} begin and end, and so when the steps of a forecast are: step
 * {@code k} is the {@code k}-th bar after the cutoff, with nights, weekends and holidays left out.
 * All times are epoch nanoseconds in the years 1680 to 2259.
 *
 * <p>All series of a loop share one, as it remembers the sessions that it was asked about. One
 * thread owns it.
 */
public final class BarCalendar {
  /** Stands for the start of a bar where there is none. */
  public static final long NONE = Long.MIN_VALUE;

  /** Stands for a bar after those of the year 2259. */
  public static final long NEVER = Long.MAX_VALUE;

  private static final long FIRST = EpochNanos.of(Instant.parse("1680-01-01T00:00:00Z"));
  private static final long END = EpochNanos.of(Instant.parse("2260-01-01T00:00:00Z"));

  private final BarSpec spec;
  private final long interval;
  private final @Nullable SessionTimes sessions;

  public BarCalendar(BarSpec spec) {
    this.spec = spec;
    this.interval = spec.interval().toNanos();
    this.sessions = spec.session() == null ? null : new SessionTimes(spec.session());
  }

  public BarSpec spec() {
    return spec;
  }

  /** Whether a moment is within the years that a calendar knows. */
  public boolean covers(long time) {
    return FIRST <= time && time < END;
  }

  /** Whether the market trades at a moment. */
  public boolean isOpen(long time) {
    return start(time) != NONE;
  }

  /** Start of the bar that a moment is in; {@link #NONE} if the market does not trade. */
  public long start(long time) {
    if (!covers(time)) {
      return NONE;
    }
    if (sessions == null) {
      return time - Math.floorMod(time, interval);
    }
    sessions.seek(time);
    return time < sessions.close() ? time - (time - sessions.open()) % interval : NONE;
  }

  /**
   * When a bar ends: the first moment that is no longer in it.
   *
   * @param start its start
   */
  public long end(long start) {
    if (sessions == null) {
      return start + interval;
    }
    sessions.seek(start);
    return Math.min(start + interval, sessions.close());
  }

  /**
   * Start of the first bar that begins after a moment; {@link #NEVER} if there is none. From the
   * start of one bar it leads to the start of the next.
   */
  public long next(long time) {
    return step(time, 1);
  }

  /**
   * The moment of a step: start of the {@code step}-th bar that begins after the cutoff; {@link
   * #NEVER} if there is none. Takes the longer the more sessions are between, so that all steps in
   * a row are better asked for by {@link #next}. Allocates nothing for sessions that it remembers.
   *
   * @param cutoff the start of a bar, or any moment
   * @param step at least 1
   */
  public long step(long cutoff, int step) {
    if (step < 1) {
      throw new IllegalArgumentException("step: %d (expected: >= 1)".formatted(step));
    }
    if (cutoff >= END) {
      return NEVER;
    }
    long from = Math.max(cutoff, FIRST);
    return sessions == null ? plainStep(from, step) : sessionStep(sessions, from, step);
  }

  private long plainStep(long from, int step) {
    // Bars are counted from 1970, as the time between the first and the last year overflows.
    long bar = Math.floorDiv(from, interval) + step;
    return bar > Math.floorDiv(END - 1, interval) ? NEVER : bar * interval;
  }

  private long sessionStep(SessionTimes times, long from, int step) {
    times.seek(from);
    // The number of the bar in the current session that is wanted, if it has as many.
    long bar = (Math.min(from, times.close() - 1) - times.open()) / interval + step;
    long bars = bars(times);
    while (bar >= bars && times.nextOpen() < END) {
      bar -= bars;
      times.advance();
      bars = bars(times);
    }
    long start = times.open() + bar * interval;
    return bar >= bars || start >= END ? NEVER : start;
  }

  /** How many bars the current session has, a short last one included. */
  private long bars(SessionTimes times) {
    return (times.close() - times.open() + interval - 1) / interval;
  }
}
