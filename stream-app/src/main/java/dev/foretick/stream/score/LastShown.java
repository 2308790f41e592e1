package dev.foretick.stream.score;

import dev.foretick.common.series.SeriesId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What was shown last of each series that metrics may name, so that the loop that takes one over
 * from another begins there. Loops share it.
 */
public final class LastShown {
  private final Map<SeriesId, LiveSeries> series = new ConcurrentHashMap<>();

  void show(SeriesId id, LiveSeries live) {
    series.put(id, live);
  }

  LiveSeries of(SeriesId id) {
    return series.getOrDefault(id, LiveSeries.UNKNOWN);
  }
}
