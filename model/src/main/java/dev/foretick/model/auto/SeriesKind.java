package dev.foretick.model.auto;

import dev.foretick.model.dataset.SeriesData;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What kind of series the data are, by numbers that are medians over the sampled series.
 *
 * @param seriesCount how many series there are
 * @param sizeRatio how many times larger a large series' deviation is than a small one's
 * @param positive whether all values are above 0
 * @param stepRatio deviation of the change from row to row, as a share of the level's deviation; 1
 *     if it never moves
 * @param stepCorrelation autocorrelation of the change at lag 1
 * @param laterCorrelation greatest absolute autocorrelation of the change at lags 2 to 5
 * @param growth exponent with which the deviation of a change grows with its span: 0.5 for a random
 *     walk, 0 for what returns to its mean, 1 for a straight line
 * @param standingShare share of changes that are exactly 0
 * @param irregularShare share of gaps between rows that differ from the usual one
 * @param unrest how many times larger changes are in restless stretches than in calm ones
 * @param typicalRows rows that were looked at, which bound how exact the numbers are
 */
record SeriesKind(
    int seriesCount,
    double sizeRatio,
    boolean positive,
    double stepRatio,
    double stepCorrelation,
    double laterCorrelation,
    double growth,
    double standingShare,
    double irregularShare,
    double unrest,
    int typicalRows) {

  /** From one deviation of a change on, it is a step of a walk rather than the whole of it. */
  private static final double SMALL_STEP = 0.2;

  /** What differs by less is treated alike. */
  private static final double ALIKE = 3;

  private static final double HALF = 0.5;
  private static final double GAP_TOLERANCE = 0.1;
  private static final double OUTLIER = 10;
  private static final double MAX_GROWTH_OFF = 0.25;

  /** Long enough that prices that bounce from trade to trade are seen to walk. */
  private static final int LONG_SPAN = 1_000;

  private static final int PIECES = 20;
  private static final int SPAN_RATIO = 8;

  /** About a window: what matters is whether windows differ from each other. */
  private static final int STRETCH = 100;

  private static final int FEWEST_STRETCHES = 8;
  private static final int SHORTEST_STRETCH = 25;

  static SeriesKind of(List<SeriesData> all, HistorySample sample, Duration frequency) {
    List<double[]> values = sample.values();
    return new SeriesKind(
        all.size(),
        sizeRatio(values),
        all.stream().allMatch(SeriesKind::isPositive),
        median(values, SeriesKind::stepRatio),
        median(values, series -> Autocorrelation.ofLags(steps(series), 1)[1]),
        median(values, SeriesKind::laterCorrelation),
        median(values, SeriesKind::growth),
        median(values, SeriesKind::standingShare),
        HistorySample.median(
            sample.series().stream()
                .mapToDouble(series -> irregularShare(series, frequency.toNanos()))
                .toArray()),
        median(values, SeriesKind::unrest),
        (int) median(values, series -> series.length));
  }

  /*
   * Small steps that do not depend on each other and add up as the square root of time. Trades bounce
   * between two prices, so a step may well undo part of the one before; the sum still walks.
   */
  boolean isRandomWalk() {
    double chance = 2 / Math.sqrt(Math.max(1, typicalRows));
    return stepRatio < SMALL_STEP + chance
        && stepCorrelation > -HALF - chance
        && stepCorrelation < 0.15 + chance
        && laterCorrelation < 0.15 + chance
        && Math.abs(growth - HALF) < MAX_GROWTH_OFF;
  }

  /** Rows come when something happens, so that no number of them is a stretch of time. */
  boolean isIrregular() {
    return irregularShare > HALF;
  }

  /** Most rows repeat the one before. */
  boolean standsStill() {
    return standingShare > HALF;
  }

  /** Restless and calm stretches differ so much that one scale does not fit both. */
  boolean isUnsteady() {
    return unrest > ALIKE;
  }

  /** Series are of about the same size, so that one scale may fit all. */
  boolean isOneSize() {
    return sizeRatio < ALIKE;
  }

  /** The ninth tenth of the series' deviations, as a multiple of the first. */
  private static double sizeRatio(List<double[]> values) {
    double[] sizes = values.stream().mapToDouble(SeriesKind::deviation).sorted().toArray();
    double small = sizes[sizes.length / 10];
    double large = sizes[sizes.length - 1 - sizes.length / 10];
    return small > 0 ? large / small : large > 0 ? Double.MAX_VALUE : 1;
  }

  private static boolean isPositive(SeriesData data) {
    for (int row = 0; row < data.length(); row++) {
      if (!(data.target(row) > 0)) {
        return false;
      }
    }
    return true;
  }

  private static double stepRatio(double[] values) {
    double level = deviation(values);
    return level > 0 ? Math.min(1, deviation(steps(values)) / level) : 1;
  }

  private static double laterCorrelation(double[] values) {
    double[] correlations = Autocorrelation.ofLags(steps(values), 5);
    return Arrays.stream(correlations).skip(2).map(Math::abs).max().orElse(0);
  }

  private static double growth(double[] values) {
    int span = Math.max(1, Math.min(LONG_SPAN, values.length / PIECES));
    double far = deviation(changes(values, span));
    double near = deviation(changes(values, Math.max(1, span / SPAN_RATIO)));
    double ratio = (double) span / Math.max(1, span / SPAN_RATIO);
    return far > 0 && near > 0 && ratio > 1 ? Math.log(far / near) / Math.log(ratio) : 0;
  }

  private static double standingShare(double[] values) {
    double[] steps = changes(values, 1);
    long still = Arrays.stream(steps).filter(step -> step == 0).count();
    return steps.length == 0 ? 1 : (double) still / steps.length;
  }

  private static double irregularShare(SeriesData data, long usualGap) {
    int irregular = 0;
    for (int row = 1; row < data.length(); row++) {
      double gap = (double) data.time(row) - data.time(row - 1);
      irregular += Math.abs(gap - usualGap) > GAP_TOLERANCE * usualGap ? 1 : 0;
    }
    return data.length() < 2 ? 0 : (double) irregular / (data.length() - 1);
  }

  /** The ninth tenth of the mean absolute change over stretches, as a multiple of the first. */
  private static double unrest(double[] values) {
    double[] steps = steps(values);
    int stretch = Math.max(SHORTEST_STRETCH, Math.min(STRETCH, steps.length / FEWEST_STRETCHES));
    int stretches = steps.length / stretch;
    if (stretches < FEWEST_STRETCHES / 2) {
      return 1;
    }
    double[] means = new double[stretches];
    for (int i = 0; i < stretches; i++) {
      int from = (int) ((long) i * steps.length / stretches);
      int to = (int) ((long) (i + 1) * steps.length / stretches);
      means[i] = Arrays.stream(steps, from, to).map(Math::abs).average().orElse(0);
    }
    Arrays.sort(means);
    double calm = means[stretches / 10];
    double restless = means[stretches - 1 - stretches / 10];
    return calm > 0 ? restless / calm : restless > 0 ? Double.MAX_VALUE : 1;
  }

  /** Changes from row to row, outliers drawn in. */
  private static double[] steps(double[] values) {
    double[] steps = changes(values, 1);
    double reach = OUTLIER * Arrays.stream(steps).map(Math::abs).average().orElse(0);
    return Arrays.stream(steps).map(step -> Math.max(-reach, Math.min(reach, step))).toArray();
  }

  private static double[] changes(double[] values, int span) {
    double[] changes = new double[Math.max(0, values.length - span)];
    for (int i = 0; i < changes.length; i++) {
      changes[i] = values[i + span] - values[i];
    }
    return changes;
  }

  private static double deviation(double[] values) {
    double mean = Arrays.stream(values).average().orElse(0);
    return Math.sqrt(
        Arrays.stream(values).map(value -> (value - mean) * (value - mean)).average().orElse(0));
  }

  private static double median(List<double[]> values, ToDoubleFunction<double[]> number) {
    return HistorySample.median(values.stream().mapToDouble(number).toArray());
  }
}
