package dev.foretick.common.bars;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Makes the bars of one series from its ticks. One thread owns it, and the calendar that it shares
 * with others.
 *
 * <p>Ticks may come out of order. The <em>watermark</em> of the series is its newest event time
 * less the grace, and a bar closes when the watermark has reached its end. Until then several bars
 * are open; a tick of a closed bar is late. A series that goes quiet has no ticks that move its
 * watermark: {@link #closeUntil} closes its bars by another clock.
 *
 * <p>The moments given to {@code closeUntil} matter only in so far as they make ticks late: the
 * bars and what fills the gaps between them are the same whenever it is called.
 */
public final class BarBuilder {
  /*
   * All bars that end at or before closedUntil are closed, and ticks of theirs are late. Open bars stand by their start
   * in an array of objects that are used again; nearly always there are one or two. Everything that is due, by whichever
   * clock, is closed by the same loop, one bar at a time: an empty one after the last while there is room before the
   * oldest open one, then that one. dueAt is when the loop has something to do next.
   */
  private static final int HEADER_BYTES = 4 * Long.BYTES + 2 * Integer.BYTES;
  private static final int FIRST_CAPACITY = 2;

  private final BarCalendar calendar;
  private final long grace;
  private final boolean fills;
  private final int maxFilled;
  private @Nullable OpenBar[] open = new @Nullable OpenBar[FIRST_CAPACITY];
  private int size;
  private long newest = BarCalendar.NONE;
  private long closedUntil = BarCalendar.NONE;
  private long lastStart = BarCalendar.NONE;
  private double lastClose;
  private int filled;
  private long dueAt = BarCalendar.NEVER;

  public BarBuilder(BarCalendar calendar) {
    this.calendar = calendar;
    this.grace = calendar.spec().grace().toNanos();
    this.fills = calendar.spec().fill() == BarFill.PREVIOUS;
    this.maxFilled = calendar.spec().maxFilled();
  }

  /**
   * Takes in a tick, and closes the bars whose end the watermark has reached by it.
   *
   * @param time its event time in epoch nanoseconds
   * @param size how much was traded; NaN if unknown, which adds nothing to the volume
   * @param closed gets the bars that are closed, oldest first
   */
  public TickResult add(long time, double price, double size, BarSink closed) {
    if (!Float.isFinite((float) price) || size < 0 || Float.isInfinite((float) size)) {
      return TickResult.INVALID;
    }
    OpenBar bar = newestOpen();
    if (bar == null || !bar.contains(time)) {
      if (!calendar.covers(time)) {
        return TickResult.OUT_OF_RANGE;
      }
      long start = calendar.start(time);
      if (start == BarCalendar.NONE) {
        return TickResult.OFF_SESSION;
      }
      long end = calendar.end(start);
      if (end <= closedUntil) {
        return TickResult.LATE;
      }
      bar = openBar(start, end);
    }
    bar.add(time, price, size);
    if (time > newest) {
      newest = time;
      closeThrough(time - grace, closed);
    }
    return TickResult.ADDED;
  }

  /**
   * Closes all bars that end at or before a moment, whatever the watermark: with {@link
   * BarFill#PREVIOUS} also the empty ones after the last, as many as fill a gap. Later ticks of
   * these bars are late. For a wall clock that runs along with event time; a series whose ticks are
   * read long after they happened needs none, and would lose them. Does nothing before the first
   * tick.
   *
   * @param closed gets the bars that are closed, oldest first
   */
  public void closeUntil(long epochNanos, BarSink closed) {
    if (newest != BarCalendar.NONE) {
      closeThrough(epochNanos, closed);
    }
  }

  /** Its newest event time less the grace; {@link BarCalendar#NONE} before the first tick. */
  public long watermark() {
    return newest == BarCalendar.NONE ? BarCalendar.NONE : newest - grace;
  }

  /** The moment up to which bars are closed; {@link BarCalendar#NONE} before the first tick. */
  public long closedUntil() {
    return closedUntil;
  }

  /**
   * The earliest moment for which {@link #closeUntil} closes something, so that a clock need not
   * ask all series; {@link BarCalendar#NEVER} if there is nothing to close.
   */
  public long dueAt() {
    return dueAt;
  }

  /** How many bars are open, at most {@link BarSpec#openBars()}. */
  public int openBars() {
    return size;
  }

  /** Forgets everything. */
  public void clear() {
    size = 0;
    newest = BarCalendar.NONE;
    closedUntil = BarCalendar.NONE;
    lastStart = BarCalendar.NONE;
    lastClose = 0;
    filled = 0;
    dueAt = BarCalendar.NEVER;
  }

  /** The most bytes that {@link #writeTo} ever puts. */
  public static int maxStateBytes() {
    return HEADER_BYTES + BarSpec.MAX_OPEN_BARS * OpenBar.BYTES;
  }

  /** How many bytes {@link #writeTo} puts now. */
  public int stateBytes() {
    return HEADER_BYTES + size * OpenBar.BYTES;
  }

  /** Puts the whole state at the buffer's position, in the buffer's byte order. */
  public void writeTo(ByteBuffer target) {
    target.putLong(newest).putLong(closedUntil).putLong(lastStart).putDouble(lastClose);
    target.putInt(filled).putInt(size);
    for (int i = 0; i < size; i++) {
      bar(i).writeTo(target);
    }
  }

  /**
   * Becomes what {@link #writeTo} wrote, from the buffer's position on, of a builder with the same
   * interval and session. The other parts of the specification may have changed.
   *
   * @throws MalformedStateException if the bytes are no such state; this builder is as new then
   */
  public void readFrom(ByteBuffer source) {
    clear();
    try {
      read(source);
    } catch (MalformedStateException e) {
      clear();
      throw e;
    }
  }

  private void closeThrough(long moment, BarSink closed) {
    closedUntil = Math.max(closedUntil, moment);
    while (dueAt <= closedUntil && dueAt != BarCalendar.NEVER) {
      if (mayFill()) {
        long next = calendar.next(lastStart);
        if (size == 0 || next < bar(0).start()) {
          closeEmpty(next, closed);
          continue;
        }
      }
      closeOldest(closed);
    }
  }

  private void closeEmpty(long start, BarSink closed) {
    lastStart = start;
    filled++;
    dueAt = nextDue();
    closed.bar(Bar.empty(start, lastClose));
  }

  private void closeOldest(BarSink closed) {
    OpenBar oldest = bar(0);
    long missing =
        fills && lastStart != BarCalendar.NONE ? calendar.next(lastStart) : oldest.start();
    size--;
    System.arraycopy(open, 1, open, 0, size);
    open[size] = oldest;
    Bar bar = oldest.close();
    lastStart = bar.start();
    lastClose = bar.close();
    filled = 0;
    dueAt = nextDue();
    if (missing < bar.start()) {
      closed.gap(missing, bar.start());
    }
    closed.bar(bar);
  }

  private boolean mayFill() {
    return fills && lastStart != BarCalendar.NONE && filled < maxFilled;
  }

  /**
   * End of the bar to close next: the one after the last if gaps are filled, or the oldest open.
   */
  private long nextDue() {
    if (mayFill()) {
      long next = calendar.next(lastStart);
      return next == BarCalendar.NEVER ? BarCalendar.NEVER : calendar.end(next);
    }
    return size == 0 ? BarCalendar.NEVER : bar(0).end();
  }

  private @Nullable OpenBar newestOpen() {
    return size == 0 ? null : open[size - 1];
  }

  private OpenBar bar(int index) {
    OpenBar bar = open[index];
    if (bar == null || index >= size) {
      throw new IndexOutOfBoundsException("bar %d of %d".formatted(index, size));
    }
    return bar;
  }

  /** The open bar with a start, which begins to be open if it was not. */
  private OpenBar openBar(long start, long end) {
    int place = size;
    while (place > 0 && bar(place - 1).start() >= start) {
      place--;
    }
    if (place < size && bar(place).start() == start) {
      return bar(place);
    }
    OpenBar added = spare();
    added.begin(start, end);
    System.arraycopy(open, place, open, place + 1, size - place);
    open[place] = added;
    size++;
    dueAt = Math.min(dueAt, end);
    return added;
  }

  /** A bar that is not in use, with room for it among the open ones. */
  private OpenBar spare() {
    if (size == open.length) {
      open = Arrays.copyOf(open, 2 * size);
    }
    OpenBar spare = open[size];
    return spare == null ? new OpenBar() : spare;
  }

  private void read(ByteBuffer source) {
    requireBytes(source, HEADER_BYTES);
    newest = source.getLong();
    closedUntil = source.getLong();
    lastStart = source.getLong();
    lastClose = source.getDouble();
    filled = source.getInt();
    int count = source.getInt();
    if (count < 0 || count > BarSpec.MAX_OPEN_BARS) {
      throw new MalformedStateException("open bars", count, "0 to " + BarSpec.MAX_OPEN_BARS);
    }
    requireBytes(source, count * OpenBar.BYTES);
    requireHeader();
    long after = closedUntil;
    for (int i = 0; i < count; i++) {
      OpenBar bar = spare();
      open[size++] = bar;
      bar.readFrom(source, calendar);
      boolean inOrder = i == 0 || bar.start() > bar(i - 1).start();
      if (!inOrder || bar.end() <= after || bar.closeTime() > newest) {
        throw new MalformedStateException(
            "bar", bar.start(), "in order, after " + after + ", with ticks to " + newest);
      }
    }
    dueAt = nextDue();
  }

  private void requireHeader() {
    if (newest == BarCalendar.NONE
        ? closedUntil != BarCalendar.NONE || lastStart != BarCalendar.NONE
        : !calendar.isOpen(newest)) {
      throw new MalformedStateException("newest tick", newest, "a moment of the session");
    }
    if (lastStart != BarCalendar.NONE
        && (calendar.start(lastStart) != lastStart || calendar.end(lastStart) > closedUntil)) {
      throw new MalformedStateException("last bar", lastStart, "a bar until " + closedUntil);
    }
    if (!Float.isFinite((float) lastClose) || filled < 0) {
      throw new MalformedStateException(
          "last close", lastClose + " for " + filled + " bars", "a price");
    }
  }

  private static void requireBytes(ByteBuffer source, int bytes) {
    if (source.remaining() < bytes) {
      throw new MalformedStateException("bytes", source.remaining(), "at least " + bytes);
    }
  }
}
