package dev.foretick.model.scaling;

/**
 * Mean and standard deviation of a stream of numbers in one pass (Welford 1962), exact also where
 * the mean is large beside the deviation.
 */
final class RunningMoments {
  private long count;
  private double mean;
  private double squares;

  void add(double value) {
    count++;
    double distance = value - mean;
    mean += distance / count;
    squares += distance * (value - mean);
  }

  double mean() {
    return mean;
  }

  /** With ddof 0; 0 before the first number. */
  double deviation() {
    return count == 0 ? 0 : Math.sqrt(squares / count);
  }
}
