package dev.foretick.stream.terminal;

import java.time.Duration;
import java.util.ArrayDeque;

/** How fast a count grows, over the last seconds. One thread. */
public final class Rate {
  private static final long SPAN_NANOS = Duration.ofSeconds(3).toNanos();

  private final ArrayDeque<long[]> samples = new ArrayDeque<>();

  /** Notes the count at a moment and returns its growth per second since three seconds before. */
  public double perSecond(long nanos, long count) {
    samples.addLast(new long[] {nanos, count});
    while (samples.size() > 2 && nanos - samples.getFirst()[0] > SPAN_NANOS) {
      samples.removeFirst();
    }
    long[] first = samples.getFirst();
    return nanos == first[0] ? 0 : (count - first[1]) * 1e9 / (nanos - first[0]);
  }
}
