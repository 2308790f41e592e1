package dev.foretick.stream.consume;

import dev.foretick.stream.config.Emit;
import dev.foretick.stream.inference.MicroBatch;
import dev.foretick.stream.state.Arrivals;
import dev.foretick.stream.state.BarKeeper;
import dev.foretick.stream.state.SeriesState;
import dev.foretick.stream.state.SeriesStore;

/**
 * Makes bars of ticks: each bar that closes makes its window due. One tick that ends a gap closes
 * up to a thousand, so a batch ends behind the tick with which there are enough.
 */
final class BarAppender implements Appender {
  /** With so many bars a batch is large enough, unless the ticks of a poll are more than that. */
  static final int ENOUGH = 1_000;

  /** So many, where most bars only move a window on. */
  private static final int ENOUGH_FOR_LATEST = 50_000;

  private final SeriesStore store;
  private final MicroBatch batch;
  private final Arrivals closed;
  private final DueWindows due;
  private final int enough;

  BarAppender(SeriesStore store, BarKeeper bars, MicroBatch batch, Emit emit) {
    this.store = store;
    this.batch = batch;
    this.closed = bars.closed();
    this.due = new DueWindows(batch, emit);
    this.enough =
        switch (emit) {
          case EVERY -> ENOUGH;
          case LATEST -> ENOUGH_FOR_LATEST;
        };
    bars.tell(this::closed);
  }

  @Override
  public int append(Arrivals ticks, int from) {
    clear();
    int most = Math.max(enough, ticks.size());
    int tick = from;
    while (tick < ticks.size() && closed.size() < most) {
      store.append(ticks, tick++);
    }
    due.addNewest(closed);
    return tick;
  }

  @Override
  public Arrivals due(Arrivals ticks) {
    return closed;
  }

  /** Starts a batch of bars that are closed by something else than ticks. */
  void clear() {
    closed.clear(0);
    batch.clear(0);
  }

  /**
   * Closes bars of a partition that end at or before a moment; with enough of them, further series
   * have to wait.
   */
  void closeUntil(int partition, long moment) {
    store.closeUntil(partition, moment, ENOUGH);
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
