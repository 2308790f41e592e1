package dev.foretick.model.interval;

import dev.foretick.common.series.QuantileLevels;
import java.util.ArrayList;
import java.util.List;

/**
 * Gathers how a network's quantiles and the naive forecast missed the calibration split, in scaled
 * units, and makes an {@link IntervalCalibration} of it.
 */
public final class ResidualCollector {
  private final int horizon;
  private final int quantiles;

  /** The conformity scores of each central interval, the innermost first. */
  private final List<ResidualSample> scores = new ArrayList<>();

  private final ResidualSample naive;

  /**
   * Makes room.
   *
   * @param windows the most windows that will be added
   */
  public ResidualCollector(int horizon, QuantileLevels levels, int windows) {
    this.horizon = horizon;
    this.quantiles = levels.count();
    this.naive = new ResidualSample(horizon, windows);
    for (int interval = 0; interval < levels.medianIndex(); interval++) {
      scores.add(new ResidualSample(horizon, windows));
    }
  }

  /**
   * Takes in one window.
   *
   * @param values the network's quantiles, shape [horizon, quantiles], from {@code from}
   * @param targets what came, shape [horizon], from {@code targetsFrom}
   */
  public void add(float[] values, int from, float[] targets, int targetsFrom) {
    for (int step = 0; step < horizon; step++) {
      float target = targets[targetsFrom + step];
      int median = from + step * quantiles + scores.size();
      for (int interval = 0; interval < scores.size(); interval++) {
        float lower = values[median - interval - 1];
        float upper = values[median + interval + 1];
        scores.get(interval).add(step, Math.max(lower - target, target - upper));
      }
      naive.add(step, target);
    }
  }

  /** The calibration by all windows so far; at least one. */
  public IntervalCalibration calibration() {
    float[][][] byStep = new float[horizon][scores.size()][];
    for (int interval = 0; interval < scores.size(); interval++) {
      float[][] ascending = scores.get(interval).ascending();
      for (int step = 0; step < horizon; step++) {
        byStep[step][interval] = ascending[step];
      }
    }
    return new IntervalCalibration(byStep, naive.ascending());
  }
}
