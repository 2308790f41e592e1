package dev.foretick.stream.state;

import dev.foretick.common.series.SeriesId;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The series of one partition, the longest idle one first. */
final class PartitionState {
  // In the order of the last observation, so that the first entry is always the one to go.
  private final Map<SeriesId, SeriesState> series = new LinkedHashMap<>();

  /** A series; null if it is not there. */
  @Nullable SeriesState find(SeriesId id) {
    return series.get(id);
  }

  /** Makes a series the least idle one, whether it was there or not. */
  void putLast(SeriesState state) {
    series.remove(state.id());
    series.put(state.id(), state);
  }

  /**
   * When its longest idle series was last heard of, in epoch milliseconds; {@link Long#MAX_VALUE}
   * if it has none.
   */
  long idleSince() {
    Iterator<SeriesState> oldest = series.values().iterator();
    return oldest.hasNext() ? oldest.next().touchedMillis() : Long.MAX_VALUE;
  }

  void forgetOldest() {
    Iterator<SeriesState> oldest = series.values().iterator();
    oldest.next();
    oldest.remove();
  }

  int size() {
    return series.size();
  }
}
