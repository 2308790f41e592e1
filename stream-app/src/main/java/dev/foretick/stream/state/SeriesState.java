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

  /** Takes in an observation, unless it is older than the newest. */
  public boolean append(Arrival arrival) {
    if (arrival.epochNanos() < window.lastTime()) {
      return false;
    }
    window.append(arrival.observation(), arrival.epochNanos());
    return true;
  }

  void touch(long nowMillis) {
    touchedMillis = nowMillis;
  }

  /** Wall-clock time of the last record, in epoch milliseconds. */
  long touchedMillis() {
    return touchedMillis;
  }
}
