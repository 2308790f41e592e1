package dev.foretick.common.bars;

import java.nio.ByteBuffer;

/** A bar that still takes ticks, in any order. Used again for a later bar once it is closed. */
final class OpenBar {
  /** Size of its state. */
  static final int BYTES = 9 * Long.BYTES;

  /** So far from overflow that no series ever gets there. */
  private static final long MAX_COUNT = Long.MAX_VALUE / 2;

  private long start;
  private long end;
  private long openTime;
  private long closeTime;
  private double open;
  private double high;
  private double low;
  private double close;
  private double volume;
  private long count;

  /** Becomes an empty bar. */
  void begin(long newStart, long newEnd) {
    start = newStart;
    end = newEnd;
    openTime = Long.MAX_VALUE;
    closeTime = Long.MIN_VALUE;
    high = Double.NEGATIVE_INFINITY;
    low = Double.POSITIVE_INFINITY;
    volume = 0;
    count = 0;
  }

  long start() {
    return start;
  }

  long end() {
    return end;
  }

  long closeTime() {
    return closeTime;
  }

  boolean contains(long time) {
    return start <= time && time < end;
  }

  /** Of ticks of the same moment, the first to come may open the bar, and the last closes it. */
  void add(long time, double price, double size) {
    if (time < openTime) {
      openTime = time;
      open = price;
    }
    if (time >= closeTime) {
      closeTime = time;
      close = price;
    }
    high = Math.max(high, price);
    low = Math.min(low, price);
    if (!Double.isNaN(size)) {
      volume = Math.min(volume + size, Float.MAX_VALUE);
    }
    count++;
  }

  Bar close() {
    return new Bar(start, open, high, low, close, volume, count);
  }

  void writeTo(ByteBuffer target) {
    target.putLong(start).putLong(openTime).putLong(closeTime);
    target.putDouble(open).putDouble(high).putDouble(low).putDouble(close).putDouble(volume);
    target.putLong(count);
  }

  /** Becomes a bar that was written, if that can be one of the calendar's. */
  void readFrom(ByteBuffer source, BarCalendar calendar) {
    start = source.getLong();
    if (start == BarCalendar.NONE || calendar.start(start) != start) {
      throw new MalformedStateException("bar", start, "the start of a bar");
    }
    end = calendar.end(start);
    openTime = source.getLong();
    closeTime = source.getLong();
    if (openTime > closeTime || !contains(openTime) || !contains(closeTime)) {
      throw new MalformedStateException(
          "ticks", openTime + " to " + closeTime, "within " + start + " to " + end);
    }
    open = source.getDouble();
    high = source.getDouble();
    low = source.getDouble();
    close = source.getDouble();
    volume = source.getDouble();
    count = source.getLong();
    if (count < 1
        || count > MAX_COUNT
        || Math.max(high, -low) > Float.MAX_VALUE
        || !Bar.isPossible(open, high, low, close, volume, count)) {
      throw new MalformedStateException("bar at " + start, "impossible values", "prices in order");
    }
  }
}
