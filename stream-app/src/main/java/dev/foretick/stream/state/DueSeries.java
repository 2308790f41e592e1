package dev.foretick.stream.state;

import dev.foretick.common.bars.BarBuilder;
import dev.foretick.common.bars.BarCalendar;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The series of one partition whose bars a clock may close, the one that is due first in front. */
final class DueSeries {
  /*
   * A binary heap by the moment at which a series is due; each series knows its place, so that it can move when that
   * moment changes, which is once a bar. Whatever does not change it costs one comparison.
   */
  private static final int FIRST_CAPACITY = 16;

  private @Nullable SeriesState[] heap = new SeriesState[FIRST_CAPACITY];
  private int size;

  /** A series has taken something in, or bars of it were closed. */
  void update(SeriesState series) {
    BarBuilder bars = series.bars();
    if (bars == null || bars.dueAt() == series.dueAt()) {
      return;
    }
    if (bars.dueAt() == BarCalendar.NEVER) {
      remove(series);
      return;
    }
    series.dueAt(bars.dueAt());
    if (series.duePlace() == SeriesState.NOT_DUE) {
      if (size == heap.length) {
        heap = Arrays.copyOf(heap, 2 * size);
      }
      place(series, size++);
    }
    settle(series);
  }

  /** Takes a series out, if it is in. */
  void remove(SeriesState series) {
    int place = series.duePlace();
    if (place == SeriesState.NOT_DUE) {
      return;
    }
    size--;
    SeriesState last = at(size);
    heap[size] = null;
    if (last != series) {
      place(last, place);
      settle(last);
    }
    series.duePlace(SeriesState.NOT_DUE);
    series.dueAt(BarCalendar.NEVER);
  }

  /** The series that is due first; null if none ever is. */
  @Nullable SeriesState first() {
    return size == 0 ? null : at(0);
  }

  private void settle(SeriesState series) {
    while (series.duePlace() > 0 && series.dueAt() < at((series.duePlace() - 1) / 2).dueAt()) {
      swap(series, at((series.duePlace() - 1) / 2));
    }
    while (2 * series.duePlace() + 1 < size) {
      int left = 2 * series.duePlace() + 1;
      boolean rightIsFirst = left + 1 < size && at(left + 1).dueAt() < at(left).dueAt();
      SeriesState child = at(rightIsFirst ? left + 1 : left);
      if (series.dueAt() <= child.dueAt()) {
        return;
      }
      swap(series, child);
    }
  }

  private void swap(SeriesState a, SeriesState b) {
    int place = a.duePlace();
    place(a, b.duePlace());
    place(b, place);
  }

  private void place(SeriesState series, int place) {
    heap[place] = series;
    series.duePlace(place);
  }

  private SeriesState at(int place) {
    SeriesState series = heap[place];
    if (series == null) {
      throw new IndexOutOfBoundsException("series %d of %d".formatted(place, size));
    }
    return series;
  }
}
