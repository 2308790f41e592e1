package dev.foretick.stream.state;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The series of one partition by their ids, the longest idle one first. */
final class SeriesTable {
  /*
   * Open addressing: a series stands in the first free slot from the one that its hash points at. At least half of the
   * slots are free, so that a search looks at one or two. A series that goes leaves no mark: those behind it that stand
   * there only because of it move up. The order by idleness is a list through the series themselves. Looking up,
   * adding, touching and removing are O(1) and allocate nothing but larger slots, four to eight bytes a series.
   */
  private static final int FIRST_CAPACITY = 16;

  private @Nullable SeriesState[] slots = new SeriesState[FIRST_CAPACITY];
  private int size;
  private @Nullable SeriesState oldest;
  private @Nullable SeriesState newest;

  /**
   * A series; null if it is not there.
   *
   * @param hash of the id, by {@link IdHash}
   */
  @Nullable SeriesState find(byte[] id, int from, int length, int hash) {
    int slot = hash & (slots.length - 1);
    for (SeriesState state = slots[slot]; state != null; state = slots[slot]) {
      if (state.hash() == hash
          && Arrays.equals(id, from, from + length, state.key(), 0, state.key().length)) {
        return state;
      }
      slot = next(slot);
    }
    return null;
  }

  /** Adds a series that is not there, as the least idle one. */
  void add(SeriesState state) {
    if (2 * (size + 1) > slots.length) {
      grow();
    }
    place(state);
    append(state);
    size++;
  }

  /** Makes a series that is there the least idle one. */
  void touch(SeriesState state) {
    if (state != newest) {
      unlink(state);
      append(state);
    }
  }

  /** Forgets a series that is there. */
  void remove(SeriesState state) {
    unlink(state);
    size--;
    int gap = state.hash() & (slots.length - 1);
    while (slots[gap] != state) {
      gap = next(gap);
    }
    slots[gap] = null;
    int slot = next(gap);
    for (SeriesState behind = slots[slot]; behind != null; behind = slots[slot]) {
      int wanted = behind.hash() & (slots.length - 1);
      if (((slot - wanted) & (slots.length - 1)) >= ((slot - gap) & (slots.length - 1))) {
        slots[gap] = behind;
        slots[slot] = null;
        gap = slot;
      }
      slot = next(slot);
    }
  }

  /** The series that has been idle the longest; null if there is none. */
  @Nullable SeriesState oldest() {
    return oldest;
  }

  /** The series that has been idle the shortest; null if there is none. */
  @Nullable SeriesState newest() {
    return newest;
  }

  int size() {
    return size;
  }

  /** How many slots there are, at least one for each series. */
  int slots() {
    return slots.length;
  }

  /** The series of a slot; null if it is free. */
  @Nullable SeriesState at(int slot) {
    return slots[slot];
  }

  private void place(SeriesState state) {
    int slot = state.hash() & (slots.length - 1);
    while (slots[slot] != null) {
      slot = next(slot);
    }
    slots[slot] = state;
  }

  private void grow() {
    slots = new SeriesState[2 * slots.length];
    for (SeriesState state = oldest; state != null; state = state.newer) {
      place(state);
    }
  }

  private int next(int slot) {
    return (slot + 1) & (slots.length - 1);
  }

  private void append(SeriesState state) {
    state.older = newest;
    if (newest == null) {
      oldest = state;
    } else {
      newest.newer = state;
    }
    newest = state;
  }

  private void unlink(SeriesState state) {
    SeriesState before = state.older;
    SeriesState after = state.newer;
    if (before == null) {
      oldest = after;
    } else {
      before.newer = after;
    }
    if (after == null) {
      newest = before;
    } else {
      after.older = before;
    }
    state.older = null;
    state.newer = null;
  }
}
