package dev.foretick.stream.consume;

import dev.foretick.stream.config.Emit;
import dev.foretick.stream.inference.MicroBatch;
import dev.foretick.stream.state.Arrivals;
import dev.foretick.stream.state.BarKeeper;
import dev.foretick.stream.state.SeriesState;
import dev.foretick.stream.state.SeriesStore;

/** Makes bars of ticks: each bar that closes makes its window due. */
final class BarAppender implements Appender {
  private final SeriesStore store;
  private final MicroBatch batch;
  private final Arrivals closed;
  private final DueWindows due;

  BarAppender(SeriesStore store, BarKeeper bars, MicroBatch batch, Emit emit) {
    this.store = store;
    this.batch = batch;
    this.closed = bars.closed();
    this.due = new DueWindows(batch, emit);
    bars.tell(this::closed);
  }

  @Override
  public Arrivals append(Arrivals ticks) {
    clear();
    for (int tick = 0; tick < ticks.size(); tick++) {
      store.append(ticks, tick);
    }
    due.addNewest(closed);
    return closed;
  }

  /** Starts a batch of bars that are closed by something else than ticks. */
  void clear() {
    closed.clear(0);
    batch.clear(0);
  }

  /**
   * Closes bars of a partition that end at or before a moment.
   *
   * @param enough how many bars there may be until further series have to wait
   */
  void closeUntil(int partition, long moment, int enough) {
    store.closeUntil(partition, moment, enough);
  }

  /** The bars that are closed since {@link #clear}, whose windows are in the batch. */
  Arrivals closed() {
    due.addNewest(closed);
    return closed;
  }

  private void closed(int row, SeriesState series) {
    batch.expect(row);
    due.collect(closed, row, series);
  }
}
