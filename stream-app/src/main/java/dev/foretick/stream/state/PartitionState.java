package dev.foretick.stream.state;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The series of one partition, and what is to be written down of them. */
final class PartitionState {
  private final SeriesTable series = new SeriesTable();
  private final ChangedSeries changed = new ChangedSeries();
  private final DueSeries due = new DueSeries();

  /** Series that changed in a way that no record tells of. */
  private final List<SeriesState> forced = new ArrayList<>();

  /** Keys of series that were forgotten and whose snapshots are to be deleted. */
  private final Map<ByteBuffer, byte[]> forgotten = new LinkedHashMap<>();

  SeriesTable series() {
    return series;
  }

  /** Series whose bars a clock may close. */
  DueSeries due() {
    return due;
  }

  /** A record has changed a series. */
  void changed(SeriesState state, long offset) {
    state.through(offset);
    changed.changed(state, offset);
    due.update(state);
  }

  /**
   * A series has changed in a way that reading its records again does not tell of: it is written
   * down with the next snapshots.
   */
  void force(SeriesState state) {
    if (!state.isForced()) {
      state.forced(true);
      forced.add(state);
    }
    due.update(state);
  }

  /** Forgets a series and, with the next snapshots, what was written down of it. */
  void forget(SeriesState state) {
    series.remove(state);
    changed.remove(state);
    due.remove(state);
    if (state.isForced()) {
      forced.remove(state);
    }
    if (state.isWritten()) {
      forgotten.put(ByteBuffer.wrap(state.key()), state.key());
    }
  }

  /**
   * Writes down every series that changed before an offset, as it is now, and deletes the snapshots
   * of those that were forgotten. Those that no record tells of go as well.
   */
  void writeChangedBefore(long offset, SnapshotFormat format, SnapshotSink sink) {
    forgotten.values().forEach(key -> sink.accept(key, null, Long.MAX_VALUE));
    forgotten.clear();
    SeriesState first = changed.first();
    while (first != null && first.changedAt() < offset) {
      long changedAt = first.changedAt();
      changed.remove(first);
      write(first, changedAt, format, sink);
      first = changed.first();
    }
    for (SeriesState state : forced) {
      if (state.isForced()) {
        long changedAt = state.changedAt();
        changed.remove(state);
        write(state, changedAt == SeriesState.UNCHANGED ? Long.MAX_VALUE : changedAt, format, sink);
      }
    }
    forced.clear();
  }

  private static void write(
      SeriesState state, long changedAt, SnapshotFormat format, SnapshotSink sink) {
    state.written();
    state.forced(false);
    sink.accept(state.key(), format.write(state), changedAt);
  }

  /**
   * The first offset whose record has changed a series that is not written down since; the given
   * one if there is none.
   */
  long firstUnwritten(long otherwise) {
    SeriesState first = changed.first();
    return first == null ? otherwise : Math.min(otherwise, first.changedAt());
  }

  /** Deletes a snapshot that is no use, with the next ones that are written. */
  void unfit(byte[] key) {
    forgotten.put(ByteBuffer.wrap(key), key);
  }

  /** Takes in a series as it was written down, in place of an older snapshot of it. */
  void restored(SeriesState state, @Nullable SeriesState older) {
    if (older != null) {
      remove(older);
    }
    state.written();
    forgotten.remove(ByteBuffer.wrap(state.key()));
    series.add(state);
    due.update(state);
  }

  /** Takes a series out that is there no more. */
  void remove(SeriesState state) {
    series.remove(state);
    due.remove(state);
  }
}
