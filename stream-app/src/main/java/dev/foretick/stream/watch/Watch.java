package dev.foretick.stream.watch;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;

/** A watcher's view of one series, until it is closed. One thread owns it. */
public final class Watch implements AutoCloseable {
  private final WatchedSeries series;
  private final List<Trace> traces;
  private final LongSupplier nanoTicker;
  private boolean closed;

  Watch(WatchedSeries series, List<Trace> traces, LongSupplier nanoTicker) {
    this.series = series;
    this.traces = traces;
    this.nanoTicker = nanoTicker;
  }

  /**
   * What there is to see; empty while no loop of this server has the series. Of several loops, as
   * where it has moved to another partition, what has the newest observation.
   */
  public Optional<Timeline> timeline() {
    return traces.stream()
        .map(Trace::timeline)
        .filter(Objects::nonNull)
        .max(Comparator.comparingLong(Timeline::newestNanos));
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      series.leave(nanoTicker.getAsLong());
    }
  }
}
