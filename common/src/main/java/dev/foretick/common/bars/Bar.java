package dev.foretick.common.bars;

import dev.foretick.common.series.EpochNanos;

/**
 * What the ticks of one interval come to (OHLCV).
 *
 * @param start when the bar begins, which is also the event time that it goes by, in epoch
 *     nanoseconds
 * @param open price of its earliest tick
 * @param high highest price
 * @param low lowest price
 * @param close price of its latest tick
 * @param volume sum of the sizes of its ticks
 * @param count how many ticks it has; 0 for a bar that only fills a gap
 */
public record Bar(
    long start, double open, double high, double low, double close, double volume, long count) {
  public Bar {
    if (!isPossible(open, high, low, close, volume, count)) {
      throw new IllegalArgumentException(
          "bar: open %s, high %s, low %s, close %s, volume %s, count %d (expected: low <= open, close <= high, volume >= 0, count >= 0, all finite)"
              .formatted(open, high, low, close, volume, count));
    }
  }

  /** A bar without ticks, which stays at a price. */
  static Bar empty(long start, double price) {
    return new Bar(start, price, price, price, price, 0, 0);
  }

  /** Whether it has no ticks, but only fills a gap. */
  public boolean isEmpty() {
    return count == 0;
  }

  static boolean isPossible(
      double open, double high, double low, double close, double volume, long count) {
    return Double.isFinite(low)
        && Double.isFinite(high)
        && low <= open
        && open <= high
        && low <= close
        && close <= high
        && volume >= 0
        && Double.isFinite(volume)
        && count >= 0;
  }

  @Override
  public String toString() {
    return "Bar[%s open=%s high=%s low=%s close=%s volume=%s count=%d]"
        .formatted(EpochNanos.toInstant(start), open, high, low, close, volume, count);
  }
}
