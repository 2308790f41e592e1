package dev.foretick.model.dataset;

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
      case TEST -> rows(training + validation, length);
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

  /**
   * The fewest rows whose every part holds a window's targets, and the first one a whole window.
   */
  int fewestRows(int inputSize, int horizon) {
    double test = 1 - training - validation;
    double needed =
        Math.max((inputSize + horizon) / training, horizon / Math.min(validation, test));
    int rows = (int) Math.min(Integer.MAX_VALUE - 1.0, Math.ceil(needed - TOLERANCE));
    while (rows < Integer.MAX_VALUE - 1 && !fits(rows, inputSize, horizon)) {
      rows++;
    }
    return rows;
  }

  private boolean fits(int length, int inputSize, int horizon) {
    return to(SplitPart.TRAINING, length) >= inputSize + horizon
        && size(SplitPart.VALIDATION, length) >= horizon
        && size(SplitPart.TEST, length) >= horizon;
  }

  private int size(SplitPart part, int length) {
    return to(part, length) - from(part, length);
  }

  private static int rows(double share, int length) {
    return (int) (share * length + TOLERANCE);
  }
}
