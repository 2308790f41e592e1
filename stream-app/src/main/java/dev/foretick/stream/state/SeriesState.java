package dev.foretick.stream.state;

import dev.foretick.common.series.Observation;
import dev.foretick.common.series.SeriesId;
import dev.foretick.common.window.CalendarInputs;
import dev.foretick.common.window.SlidingWindow;
import dev.foretick.stream.score.PendingForecasts;
import org.jspecify.annotations.Nullable;

/** What is kept of one series. The loop's thread owns it. */
public final class SeriesState {
  private final SeriesId id;
  private final int group;
  private final SlidingWindow window;
  private final @Nullable PendingForecasts pending;
  private long touchedMillis;

  SeriesState(SeriesId id, int group, SlidingWindow window, @Nullable PendingForecasts pending) {
    this.id = id;
    this.group = group;
    this.window = window;
    this.pending = pending;
  }

  public SeriesId id() {
    return id;
  }

  /** The group that the model puts the series in. */
  public int group() {
    return group;
  }

  public SlidingWindow window() {
    return window;
  }

  /** Forecasts that wait for their actual values; null if nobody scores. */
  public @Nullable PendingForecasts pending() {
    return pending;
  }

  /**
   * Takes an observation in.
   *
   * @param row room for one value of each channel, of the caller's so that none is made each time
   */
  void append(Arrival arrival, CalendarInputs calendar, float[] row, long nowMillis) {
    Observation observation = arrival.observation();
    for (int channel = 0; channel < observation.channelCount(); channel++) {
      row[channel] = (float) observation.channel(channel);
    }
    calendar.write(arrival.epochNanos(), row, observation.channelCount());
    window.append(row, arrival.epochNanos());
    touchedMillis = nowMillis;
  }

  /** Wall-clock time at which the last observation was taken in, in epoch milliseconds. */
  long touchedMillis() {
    return touchedMillis;
  }
}
