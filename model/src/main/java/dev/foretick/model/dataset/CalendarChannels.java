package dev.foretick.model.dataset;

import dev.foretick.common.window.CalendarFeature;
import dev.foretick.common.window.CalendarInputs;
import java.time.Duration;
import java.util.List;

/** Gives histories the calendar channels that a stream's observations get when they arrive. */
public final class CalendarChannels {
  private CalendarChannels() {}

  /** The histories with a calendar; the very ones if there are no features. */
  public static List<SeriesData> append(
      List<SeriesData> series, List<CalendarFeature> features, Duration frequency, int horizon) {
    if (features.isEmpty()) {
      return series;
    }
    CalendarInputs calendar = new CalendarInputs(features, frequency, horizon);
    return series.stream().map(data -> append(data, calendar)).toList();
  }

  private static SeriesData append(SeriesData data, CalendarInputs calendar) {
    int given = data.channelCount();
    float[][] channels = new float[given + calendar.channels()][data.length()];
    long[] times = new long[data.length()];
    float[] row = new float[channels.length];
    for (int t = 0; t < times.length; t++) {
      times[t] = data.time(t);
      calendar.write(times[t], row, given);
      for (int channel = 0; channel < channels.length; channel++) {
        channels[channel][t] = channel < given ? data.value(channel, t) : row[channel];
      }
    }
    return new SeriesData(data.id(), times, channels);
  }
}
