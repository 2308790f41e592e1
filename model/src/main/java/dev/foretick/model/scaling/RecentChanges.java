package dev.foretick.model.scaling;

/**
 * The size of changes, in which those before count less and less: the square root of an
 * exponentially weighted mean of their squares, as RiskMetrics (1996) measures volatility.
 */
public final class RecentChanges {
  /** What a change counts for beside the next one. */
  static final double DECAY = 0.94;

  private double squares;
  private double weight;

  public void add(double change) {
    squares = DECAY * squares + (1 - DECAY) * change * change;
    weight = DECAY * weight + (1 - DECAY);
  }

  /** 0 before the first change. */
  public double size() {
    return weight == 0 ? 0 : Math.sqrt(squares / weight);
  }

  /**
   * What the squares of {@code count} changes count for, as shares of 1: the oldest first.
   *
   * @return shape [count]
   */
  public static double[] weights(int count) {
    double[] weights = new double[count];
    double sum = (1 - Math.pow(DECAY, count)) / (1 - DECAY);
    for (int i = 0; i < count; i++) {
      weights[i] = Math.pow(DECAY, count - 1.0 - i) / sum;
    }
    return weights;
  }
}
