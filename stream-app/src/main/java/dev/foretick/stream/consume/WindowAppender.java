package dev.foretick.stream.consume;

import dev.foretick.stream.config.Emit;
import dev.foretick.stream.inference.MicroBatch;
import dev.foretick.stream.state.Arrivals;
import dev.foretick.stream.state.SeriesState;
import dev.foretick.stream.state.SeriesStore;

/**
 * Appends observations to windows of them: each that is taken makes its window due. All of a poll
 * are one batch.
 */
final class WindowAppender implements Appender {
  private final SeriesStore store;
  private final MicroBatch batch;
  private final DueWindows due;

  WindowAppender(SeriesStore store, MicroBatch batch, Emit emit) {
    this.store = store;
    this.batch = batch;
    this.due = new DueWindows(batch, emit);
  }

  @Override
  public int append(Arrivals arrivals, int from) {
    batch.clear(arrivals.size());
    for (int arrival = from; arrival < arrivals.size(); arrival++) {
      SeriesState series = store.append(arrivals, arrival);
      if (series != null) {
        due.collect(arrivals, arrival, series);
      }
    }
    due.addNewest(arrivals);
    return arrivals.size();
  }

  @Override
  public Arrivals due(Arrivals arrivals) {
    return arrivals;
  }
}
