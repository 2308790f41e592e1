package dev.foretick.stream.feed;

import java.util.HashMap;
import java.util.Map;

/**
 * The first records of each series, which go at once: every series has a window of its own to fill.
 * One thread owns it.
 */
final class LeadIn {
  private final long perSeries;
  private final Map<String, Long> counts = new HashMap<>();

  LeadIn(long perSeries) {
    this.perSeries = perSeries;
  }

  /** Counts a record; says whether it is one of the first of its series. */
  boolean takes(FeedRecord record) {
    if (perSeries == 0) {
      return false;
    }
    long count = counts.getOrDefault(record.key(), 0L);
    if (count == perSeries) {
      return false;
    }
    counts.put(record.key(), count + 1);
    return true;
  }
}
