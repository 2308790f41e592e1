package dev.foretick.stream.cli;

import dev.foretick.model.dataset.SeriesData;
import dev.foretick.model.dataset.SeriesSchema;
import java.util.List;

/**
 * Histories from a file.
 *
 * @param schema what their values mean, calendar included
 * @param filledRows how many of their rows were put into gaps
 * @param summary what was read, in one line
 */
record LoadedData(List<SeriesData> series, SeriesSchema schema, long filledRows, String summary) {
  LoadedData {
    series = List.copyOf(series);
  }

  /** The same with other histories, in the same order. */
  LoadedData with(List<SeriesData> other) {
    return new LoadedData(other, schema, filledRows, summary);
  }
}
