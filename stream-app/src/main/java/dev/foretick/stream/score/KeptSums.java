package dev.foretick.stream.score;

/** Sums that change no more, of some steps. Any thread may read them. */
final class KeptSums {
  private final double[] sums;
  private final int width;

  /**
   * Wraps what nobody changes any more.
   *
   * @param sums shape [steps, width]
   */
  KeptSums(double[] sums, int width) {
    this.sums = sums;
    this.width = width;
  }

  int intervals() {
    return width - StepAccuracy.COVERED;
  }

  /** One step, from 1 on; nothing beyond the last. */
  StepAccuracy step(int step) {
    int from = (step - 1) * width;
    return from < sums.length
        ? StepAccuracy.of(sums, from, width)
        : StepAccuracy.nothing(intervals());
  }

  /** All steps together. */
  StepAccuracy all() {
    double[] total = new double[width];
    for (int i = 0; i < sums.length; i++) {
      total[i % width] += sums[i];
    }
    return StepAccuracy.of(total, 0, width);
  }
}
