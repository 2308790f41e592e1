package dev.foretick.model.dataset;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Histories to learn from: each series up to the moment at which the model has to be ready, so that
 * nothing later can be looked at by mistake.
 */
public final class TrainingData {
  private final List<SeriesData> series;
  private final int[] validationFrom;

  /**
   * Takes the histories.
   *
   * @param series without anything that the model is to be judged by
   * @param validationFrom the first row of each series that does not train but chooses the epoch
   *     and calibrates intervals
   */
  public TrainingData(List<SeriesData> series, int[] validationFrom) {
    if (series.size() != validationFrom.length) {
      throw new IllegalArgumentException(
          "validationFrom: %d (expected: %d)".formatted(validationFrom.length, series.size()));
    }
    this.series = List.copyOf(series);
    this.validationFrom = validationFrom.clone();
  }

  /** The newest {@code share} of each history validates. */
  public static TrainingData withShare(List<SeriesData> series, double share) {
    return new TrainingData(
        series,
        series.stream().mapToInt(data -> (int) Math.round((1 - share) * data.length())).toArray());
  }

  /** The newest {@code rows} of each history validate. */
  public static TrainingData withLastRows(List<SeriesData> series, int rows) {
    return new TrainingData(
        series, series.stream().mapToInt(data -> Math.max(0, data.length() - rows)).toArray());
  }

  public List<SeriesData> series() {
    return series;
  }

  /** The rows of each series that train. */
  public List<RowRange> trainingRows() {
    return IntStream.range(0, series.size())
        .mapToObj(i -> new RowRange(0, Math.min(validationFrom[i], series.get(i).length())))
        .toList();
  }

  /** The rows of each series that validate. */
  public List<RowRange> validationRows() {
    return IntStream.range(0, series.size())
        .mapToObj(i -> new RowRange(validationFrom[i], series.get(i).length()))
        .toList();
  }

  /** The training part alone, for whoever looks at the data before training. */
  public List<SeriesData> trainingPart() {
    return IntStream.range(0, series.size())
        .mapToObj(i -> series.get(i).until(Math.min(validationFrom[i], series.get(i).length())))
        .toList();
  }
}
