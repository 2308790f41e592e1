package dev.foretick.model.training;

import dev.foretick.common.accuracy.Accuracy;
import dev.foretick.common.accuracy.AccuracyTally;
import dev.foretick.common.series.QuantileLevels;
import dev.foretick.model.dataset.WindowPosition;
import dev.foretick.model.forecaster.Forecaster;
import dev.foretick.model.forecaster.QuantileForecasts;
import java.util.ArrayList;
import java.util.List;

/** Runs forecasters over the same windows of the test part and tells how they did. */
final class Evaluation {
  private final History history;
  private final List<WindowPosition> windows;
  private final QuantileLevels levels;
  private final double[] seasonalErrors;

  Evaluation(
      History history,
      List<WindowPosition> windows,
      QuantileLevels levels,
      double[] seasonalErrors) {
    this.history = history;
    this.windows = windows;
    this.levels = levels;
    this.seasonalErrors = seasonalErrors;
  }

  /** One result for each forecaster; all but the first are the naive ones that skill refers to. */
  List<ForecasterResult> compare(List<Forecaster> forecasters) {
    List<List<AccuracyTally>> tallies = forecasters.stream().map(this::tally).toList();
    double bestNaive =
        tallies.stream().skip(1).mapToDouble(steps -> merged(steps).mae()).min().orElse(Double.NaN);
    List<ForecasterResult> results = new ArrayList<>();
    for (int i = 0; i < forecasters.size(); i++) {
      results.add(result(forecasters.get(i).name(), tallies.get(i), bestNaive));
    }
    return results;
  }

  /** One tally for each step. */
  private List<AccuracyTally> tally(Forecaster forecaster) {
    int horizon = forecaster.windowSpec().horizon();
    List<AccuracyTally> steps = new ArrayList<>();
    for (int step = 0; step < horizon; step++) {
      steps.add(new AccuracyTally(levels));
    }
    history.forEachBatch(
        windows,
        (positions, batch) -> {
          QuantileForecasts forecasts = forecaster.forecast(batch);
          float[] actuals = history.targets(positions);
          for (int row = 0; row < positions.size(); row++) {
            double seasonalError = seasonalErrors[positions.get(row).series()];
            for (int step = 0; step < horizon; step++) {
              steps
                  .get(step)
                  .add(
                      actuals[row * horizon + step],
                      forecasts.quantiles(row, step + 1),
                      seasonalError);
            }
          }
        });
    return steps;
  }

  private ForecasterResult result(String name, List<AccuracyTally> steps, double bestNaive) {
    AccuracyTally all = merged(steps);
    return new ForecasterResult(
        name,
        all.mae(),
        all.rmse(),
        all.mase(),
        all.smape(),
        all.coverage(),
        all.winkler(),
        all.pinball(),
        Accuracy.skill(all.mae(), bestNaive),
        steps.stream().map(AccuracyTally::mae).toList());
  }

  private AccuracyTally merged(List<AccuracyTally> steps) {
    AccuracyTally all = new AccuracyTally(levels);
    steps.forEach(all::merge);
    return all;
  }
}
