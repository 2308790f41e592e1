package dev.foretick.stream.state;

import dev.foretick.common.series.SeriesId;
import dev.foretick.common.window.SlidingWindow;
import dev.foretick.stream.score.PendingForecasts;
import org.jspecify.annotations.Nullable;

/** What is kept of one series. The loop's thread owns it. */
public final class SeriesState {
  private final SeriesId id;
  private final SlidingWindow window;
  private final @Nullable PendingForecasts pending;
  private long touchedMillis;

  SeriesState(SeriesId id, SlidingWindow window, @Nullable PendingForecasts pending) {
    this.id = id;
    this.window = window;
    this.pending = pending;
  }

  public SeriesId id() {
    return id;
  }

  public SlidingWindow window() {
    return window;
  }

  /** Forecasts that wait for their actual values; null if nobody scores. */
  public @Nullable PendingForecasts pending() {
    return pending;
  }

  void append(Arrival arrival, long nowMillis) {
    window.append(arrival.observation(), arrival.epochNanos());
    touchedMillis = nowMillis;
  }

  /** Wall-clock time at which the last observation was taken in, in epoch milliseconds. */
  long touchedMillis() {
    return touchedMillis;
  }
}
