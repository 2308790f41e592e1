package dev.foretick.model.backtest;

import java.util.List;

/**
 * How one forecaster did.
 *
 * @param name such as {@code cnn-lstm}, {@code naive}, {@code ridge}
 * @param naive whether it is one of the naive forecasters that skill refers to
 * @param overall over all series, windows and steps
 * @param owa overall weighted average of the M4 competition; NaN outside its protocol
 * @param bySteps one for each step of the horizon, from step 1
 * @param bySeries one for each series of the report, in its order
 */
public record ForecasterScores(
    String name,
    boolean naive,
    Measures overall,
    double owa,
    List<Measures> bySteps,
    List<Measures> bySeries) {
  private static final String ADAPTIVE = " (adaptive)";

  public ForecasterScores {
    bySteps = List.copyOf(bySteps);
    bySeries = List.copyOf(bySeries);
  }

  /** What the model is called where its widths follow the outcomes. */
  static String adaptiveName(String model) {
    return model + ADAPTIVE;
  }

  /** Whether it is no contender of the model's, but the model itself with adaptive widths. */
  public boolean isAdaptive() {
    return isAdaptive(name);
  }

  /** Whether a name is one of {@link #adaptiveName}. */
  public static boolean isAdaptive(String forecaster) {
    return forecaster.endsWith(ADAPTIVE);
  }

  /** The same with an overall weighted average. */
  public ForecasterScores withOwa(double value) {
    return new ForecasterScores(name, naive, overall, value, bySteps, bySeries);
  }
}
