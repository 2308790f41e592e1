package dev.foretick.stream.consume;

import dev.foretick.stream.config.Emit;
import dev.foretick.stream.inference.MicroBatch;
import dev.foretick.stream.metrics.LoopMetrics;
import dev.foretick.stream.state.Arrivals;
import dev.foretick.stream.state.SeriesState;
import dev.foretick.stream.state.SeriesStore;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/** Appends observations to their windows and hands over the windows that are due. */
final class WindowAppender {
  private final SeriesStore store;
  private final MicroBatch batch;
  private final Emit emit;
  private final LoopMetrics metrics;

  /** The newest arrival of each series of the poll. */
  private final IdentityHashMap<SeriesState, Integer> newest = new IdentityHashMap<>();

  WindowAppender(SeriesStore store, MicroBatch batch, Emit emit, LoopMetrics metrics) {
    this.store = store;
    this.batch = batch;
    this.emit = emit;
    this.metrics = metrics;
  }

  /** Appends in order; a late observation stays without a series. */
  void append(Arrivals arrivals) {
    batch.clear(arrivals.size());
    for (int arrival = 0; arrival < arrivals.size(); arrival++) {
      SeriesState series = store.append(arrivals, arrival);
      if (!arrivals.isReplayed(arrival)) {
        answer(arrival, series);
      } else if (series != null && series.pending() != null && series.window().isFull()) {
        // It was published before; what waits for its actual values has to be known again.
        collect(arrival, series);
      }
    }
    addNewest(arrivals);
  }

  private void answer(int arrival, @Nullable SeriesState series) {
    if (series == null) {
      metrics.late();
    } else {
      collect(arrival, series);
    }
  }

  private void collect(int arrival, SeriesState series) {
    switch (emit) {
      case EVERY -> batch.add(arrival, series);
      case LATEST -> newest.put(series, arrival);
    }
  }

  private void addNewest(Arrivals arrivals) {
    if (newest.isEmpty()) {
      return;
    }
    for (int arrival = 0; arrival < arrivals.size(); arrival++) {
      SeriesState series = arrivals.series(arrival);
      Integer last = series == null ? null : newest.get(series);
      if (series != null && last != null && last == arrival) {
        batch.add(arrival, series);
      }
    }
    newest.clear();
  }
}
