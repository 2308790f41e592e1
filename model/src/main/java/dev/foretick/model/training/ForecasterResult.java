package dev.foretick.model.training;

import dev.foretick.model.backtest.ForecasterScores;
import dev.foretick.model.backtest.Measures;
import java.util.List;

/**
 * How one forecaster did on the windows that training never saw, in raw units, over all series,
 * windows and steps. The measures are those of {@code dev.foretick.common.accuracy}; NaN where a
 * measure is not defined.
 *
 * @param name such as {@code cnn-lstm}, {@code naive}, {@code seasonal-naive}
 * @param coverage share of actuals within the widest interval, 0 to 1
 * @param winkler mean interval score of the widest interval
 * @param pinball mean over windows, steps and quantiles
 * @param skill {@code 1 - MAE / MAE of the best naive}
 * @param maeByStep one for each step of the horizon, from step 1
 */
public record ForecasterResult(
    String name,
    double mae,
    double rmse,
    double mase,
    double smape,
    double coverage,
    double winkler,
    double pinball,
    double skill,
    List<Double> maeByStep) {
  /** The short form of a backtest's scores. */
  public static ForecasterResult of(ForecasterScores scores) {
    Measures all = scores.overall();
    return new ForecasterResult(
        scores.name(),
        all.mae(),
        all.rmse(),
        all.mase(),
        all.smape(),
        all.coverage(),
        all.winkler(),
        all.pinball(),
        all.skill(),
        scores.bySteps().stream().map(Measures::mae).toList());
  }

  /** Whether it is the model itself with widths that follow the outcomes. */
  public boolean hasAdaptiveWidths() {
    return ForecasterScores.isAdaptive(name);
  }

  public ForecasterResult {
    maeByStep = List.copyOf(maeByStep);
  }
}
