package dev.foretick.model.dataset;

import java.util.List;

/**
 * Where each series is cut in time: the oldest part trains, the next one validates, the newest
 * tests.
 *
 * @param training share of each series that trains, above 0
 * @param validation share of each series that chooses the epoch and calibrates intervals, above 0;
 *     what is left tests
 */
public record TimeSplit(double training, double validation) {
  /** 70 % training, 10 % validation, 20 % test. */
  public static final TimeSplit DEFAULT = new TimeSplit(0.7, 0.1);

  private static final double TOLERANCE = 1e-9;

  public TimeSplit {
    if (!(training > 0 && validation > 0 && training + validation < 1 - TOLERANCE)) {
      throw new IllegalArgumentException(
          "split: %s training, %s validation (expected: both > 0, together < 1)"
              .formatted(training, validation));
    }
  }

  /** The first row of a part. */
  public int from(SplitPart part, int length) {
    return switch (part) {
      case TRAINING -> 0;
      case VALIDATION -> rows(training, length);
      case TEST -> length - rows(1 - training - validation, length);
    };
  }

  /** The row after the last one of a part. */
  public int to(SplitPart part, int length) {
    return switch (part) {
      case TRAINING -> from(SplitPart.VALIDATION, length);
      case VALIDATION -> from(SplitPart.TEST, length);
      case TEST -> length;
    };
  }

  /** The rows of a part, of each series. */
  public List<RowRange> rows(SplitPart part, List<SeriesData> series) {
    return series.stream()
        .map(data -> new RowRange(from(part, data.length()), to(part, data.length())))
        .toList();
  }

  /** What may be learnt from: all but the test part, which is left out for good. */
  public TrainingData trainingData(List<SeriesData> series) {
    List<SeriesData> past =
        series.stream().map(data -> data.until(from(SplitPart.TEST, data.length()))).toList();
    int[] validationFrom =
        series.stream().mapToInt(data -> from(SplitPart.VALIDATION, data.length())).toArray();
    return new TrainingData(past, validationFrom);
  }

  private static int rows(double share, int length) {
    return (int) (share * length + TOLERANCE);
  }
}
