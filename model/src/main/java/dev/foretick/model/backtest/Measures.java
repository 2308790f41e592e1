package dev.foretick.model.backtest;

import dev.foretick.common.accuracy.Accuracy;
import dev.foretick.common.accuracy.AccuracyTally;

/**
 * How one forecaster did on some forecast steps, by the definitions of {@link Accuracy}; NaN where
 * a measure is not defined.
 *
 * @param count forecast steps that were scored
 * @param mae mean absolute error, in the units of the data
 * @param mse mean squared error
 * @param mase mean absolute error in units of the seasonal error
 * @param smape from 0 to 200
 * @param pinball mean over steps and quantiles
 * @param coverage share of actuals within the widest interval, 0 to 1
 * @param winkler mean interval score of the widest interval
 * @param msis mean interval score in units of the seasonal error
 * @param unscaled how many steps MASE and MSIS leave out, because their series has no scale
 * @param skill {@code 1 - MAE / MAE of the best naive on the same steps}
 */
public record Measures(
    int count,
    double mae,
    double mse,
    double mase,
    double smape,
    double pinball,
    double coverage,
    double winkler,
    double msis,
    int unscaled,
    double skill) {

  static Measures of(AccuracyTally tally, double bestNaiveMae) {
    return new Measures(
        tally.count(),
        tally.mae(),
        tally.rmse() * tally.rmse(),
        tally.mase(),
        tally.smape(),
        tally.pinball(),
        tally.coverage(),
        tally.winkler(),
        tally.msis(),
        tally.maseExcluded(),
        Accuracy.skill(tally.mae(), bestNaiveMae));
  }

  public double rmse() {
    return Math.sqrt(mse);
  }

  /** Continuous ranked probability score, of the quantiles at hand. */
  public double crps() {
    return 2 * pinball;
  }
}
