package dev.foretick.model.backtest;

import dev.foretick.model.dataset.SeriesData;
import dev.foretick.model.dataset.WindowPosition;
import java.util.ArrayList;
import java.util.List;

/**
 * Windows that one and the same model forecasts.
 *
 * @param positions in order of series and time
 * @param trainingEnds the row of each series before which its model's data ends: no later than the
 *     first cutoff
 */
public record Fold(List<WindowPosition> positions, List<Integer> trainingEnds) {
  public Fold {
    positions = List.copyOf(positions);
    trainingEnds = List.copyOf(trainingEnds);
    for (WindowPosition position : positions) {
      if (position.cutoff() < trainingEnds.get(position.series())) {
        throw new LeakException(
            "window of series %d at row %d: its model was trained up to row %d (expected: no later)"
                .formatted(
                    position.series(), position.cutoff(), trainingEnds.get(position.series())));
      }
    }
  }

  /** The histories as they were when the model had to be ready. */
  List<SeriesData> past(List<SeriesData> series) {
    List<SeriesData> past = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      past.add(series.get(i).until(trainingEnds.get(i)));
    }
    return past;
  }
}
