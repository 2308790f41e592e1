package dev.foretick.model.auto;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How the size of a season goes with the level of the series, by the slope of a spread-versus-level
 * plot (Tukey 1977): the logarithm of each season's deviation over that of its mean. At 1 the
 * season grows as the level does and logarithms even it out; at 0 it does not depend on the level.
 */
final class SpreadByLevel {
  /** A line through fewer seasons says little. */
  private static final int FEWEST_SEASONS = 8;

  /** Levels must differ by so much, in logarithms, for their spreads to be compared. */
  private static final double LEAST_DEVIATION = 0.05;

  private SpreadByLevel() {}

  /** The median slope over the series; 0 if too few tell one. */
  static double slope(List<double[]> series, int season) {
    double[] slopes =
        series.stream()
            .mapToDouble(values -> slope(values, season))
            .filter(Double::isFinite)
            .toArray();
    return 2 * slopes.length >= series.size() ? HistorySample.median(slopes) : 0;
  }

  private static double slope(double[] values, int season) {
    List<double[]> points = new ArrayList<>();
    for (int to = values.length; to >= season; to -= season) {
      double[] one = Arrays.copyOfRange(values, to - season, to);
      double mean = Arrays.stream(one).average().orElse(0);
      double variance =
          Arrays.stream(one).map(value -> (value - mean) * (value - mean)).average().orElse(0);
      if (mean > 0 && variance > 0) {
        points.add(new double[] {Math.log(mean), Math.log(variance) / 2});
      }
    }
    double level = points.stream().mapToDouble(point -> point[0]).average().orElse(0);
    double squares = 0;
    double products = 0;
    for (double[] point : points) {
      squares += (point[0] - level) * (point[0] - level);
      products += (point[0] - level) * point[1];
    }
    boolean tells =
        points.size() >= FEWEST_SEASONS && Math.sqrt(squares / points.size()) >= LEAST_DEVIATION;
    return tells ? products / squares : Double.NaN;
  }
}
