package dev.foretick.stream.bench;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * How long the forecasts of those ticks took that were due within a span of time, from when they
 * were due. One thread records; others may read.
 */
final class LatencyWindow {
  private static final long LONGEST_NANOS = Duration.ofMinutes(10).toNanos();
  private static final int DIGITS = 3;

  private final long fromEpochNanos;
  private final long toEpochNanos;
  private final Histogram histogram = new Histogram(LONGEST_NANOS, DIGITS);

  LatencyWindow(long fromEpochNanos, Duration span) {
    this.fromEpochNanos = fromEpochNanos;
    this.toEpochNanos = fromEpochNanos + span.toNanos();
  }

  /** A forecast of a tick that was due at one moment has come at another. */
  synchronized void record(long dueEpochNanos, long arrivedEpochNanos) {
    if (dueEpochNanos >= fromEpochNanos && dueEpochNanos < toEpochNanos) {
      long nanos = Math.max(0, arrivedEpochNanos - dueEpochNanos);
      histogram.recordValue(Math.min(LONGEST_NANOS, nanos));
    }
  }

  synchronized long count() {
    return histogram.getTotalCount();
  }

  /** This share of forecasts took no longer, in seconds. */
  synchronized double seconds(double percent) {
    return histogram.getValueAtPercentile(percent) / 1e9;
  }

  synchronized double longestSeconds() {
    return histogram.getMaxValue() / 1e9;
  }
}
