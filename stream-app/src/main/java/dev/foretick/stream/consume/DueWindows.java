package dev.foretick.stream.consume;

import dev.foretick.stream.config.Emit;
import dev.foretick.stream.inference.MicroBatch;
import dev.foretick.stream.state.Arrivals;
import dev.foretick.stream.state.SeriesState;
import java.util.IdentityHashMap;

/** Chooses the windows that a batch forecasts: all that are due, or the newest of each series. */
final class DueWindows {
  private final MicroBatch batch;
  private final Emit emit;

  /** The newest arrival of each series of the poll. */
  private final IdentityHashMap<SeriesState, Integer> newest = new IdentityHashMap<>();

  DueWindows(MicroBatch batch, Emit emit) {
    this.batch = batch;
    this.emit = emit;
  }

  /** A window is due as it stands now. */
  void collect(Arrivals arrivals, int arrival, SeriesState series) {
    // Replayed, it was published before; what waits for its actual values has to be known again.
    if (arrivals.isReplayed(arrival) && (series.pending() == null || !series.window().isFull())) {
      return;
    }
    switch (emit) {
      case EVERY -> batch.add(arrival, series);
      case LATEST -> newest.put(series, arrival);
    }
  }

  /** No more windows are due: adds those that were waiting to be the newest. */
  void addNewest(Arrivals arrivals) {
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
