package dev.foretick.common.series;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The probabilities whose quantiles a forecast states, ascending, symmetric about the median, which
 * is always among them: {@code 0.05, 0.5, 0.95} spans the central 90 % prediction interval.
 */
public final class QuantileLevels {
  private static final double TOLERANCE = 1e-9;

  private final double[] levels;

  private QuantileLevels(double[] levels) {
    this.levels = levels;
  }

  /**
   * Checks and takes the levels.
   *
   * @throws IllegalArgumentException unless the levels ascend within (0, 1), mirror each other
   *     about 0.5 and contain 0.5
   */
  public static QuantileLevels of(double... levels) {
    double[] copy = levels.clone();
    int count = copy.length;
    boolean valid = count % 2 == 1 && Math.abs(copy[count / 2] - 0.5) < TOLERANCE;
    for (int i = 0; valid && i < count; i++) {
      valid =
          copy[i] > 0
              && copy[i] < 1
              && (i == 0 || copy[i] > copy[i - 1])
              && Math.abs(copy[i] + copy[count - 1 - i] - 1) < TOLERANCE;
    }
    if (!valid) {
      throw new IllegalArgumentException(
          "quantiles: %s (expected: ascending within 0 and 1, symmetric about 0.5, with 0.5)"
              .formatted(Arrays.toString(levels)));
    }
    return new QuantileLevels(copy);
  }

  /** The median and the bounds of the central interval that holds {@code percent} % of outcomes. */
  public static QuantileLevels centralInterval(double percent) {
    double tail = Math.round((100 - percent) / 2 * 1e6) / 1e8;
    return of(tail, 0.5, Math.round((1 - tail) * 1e8) / 1e8);
  }

  public int count() {
    return levels.length;
  }

  public double level(int index) {
    return levels[index];
  }

  public int medianIndex() {
    return levels.length / 2;
  }

  /** The share of outcomes that the widest interval promises to hold, in percent. */
  public double intervalPercent() {
    return Math.round((levels[levels.length - 1] - levels[0]) * 1e8) / 1e6;
  }

  public double[] toArray() {
    return levels.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof QuantileLevels that && Arrays.equals(levels, that.levels);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(levels);
  }

  @Override
  public String toString() {
    return Arrays.stream(levels).mapToObj(Double::toString).collect(Collectors.joining(", "));
  }
}
