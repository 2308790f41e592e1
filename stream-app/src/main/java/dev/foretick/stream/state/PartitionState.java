package dev.foretick.stream.state;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The series of one partition, and what is to be written down of them. */
final class PartitionState {
  private final SeriesTable series = new SeriesTable();
  private final ChangedSeries changed = new ChangedSeries();

  /** Keys of series that were forgotten and whose snapshots are to be deleted. */
  private final Map<ByteBuffer, byte[]> forgotten = new LinkedHashMap<>();

  SeriesTable series() {
    return series;
  }

  /** A record has changed a series. */
  void changed(SeriesState state, long offset) {
    state.through(offset);
    changed.changed(state, offset);
  }

  /** Forgets a series and, with the next snapshots, what was written down of it. */
  void forget(SeriesState state) {
    series.remove(state);
    changed.remove(state);
    if (state.isWritten()) {
      forgotten.put(ByteBuffer.wrap(state.key()), state.key());
    }
  }

  /**
   * Writes down every series that changed before an offset, as it is now, and deletes the snapshots
   * of those that were forgotten.
   */
  void writeChangedBefore(long offset, SnapshotFormat format, SnapshotSink sink) {
    forgotten.values().forEach(key -> sink.accept(key, null, Long.MAX_VALUE));
    forgotten.clear();
    SeriesState first = changed.first();
    while (first != null && first.changedAt() < offset) {
      long changedAt = first.changedAt();
      changed.remove(first);
      first.written();
      sink.accept(first.key(), format.write(first), changedAt);
      first = changed.first();
    }
  }

  /**
   * The first offset whose record has changed a series that is not written down since; the given
   * one if there is none.
   */
  long firstUnwritten(long otherwise) {
    SeriesState first = changed.first();
    return first == null ? otherwise : Math.min(otherwise, first.changedAt());
  }

  /** Takes in a series as it was written down, in place of an older snapshot of it. */
  void restored(SeriesState state, @Nullable SeriesState older) {
    if (older != null) {
      series.remove(older);
    }
    state.written();
    forgotten.remove(ByteBuffer.wrap(state.key()));
    series.add(state);
  }
}
