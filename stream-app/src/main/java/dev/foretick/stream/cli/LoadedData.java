package dev.foretick.stream.cli;

import dev.foretick.model.dataset.SeriesData;
import dev.foretick.model.dataset.SeriesSchema;
import java.util.List;

/**
 * Histories from a file.
 *
 * @param schema what their values mean, calendar included
 * @param summary what was read, in one line
 */
record LoadedData(List<SeriesData> series, SeriesSchema schema, String summary) {
  LoadedData {
    series = List.copyOf(series);
  }
}
