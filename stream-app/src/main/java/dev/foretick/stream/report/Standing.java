package dev.foretick.stream.report;

import dev.foretick.model.backtest.BacktestReport;
import dev.foretick.model.backtest.ForecasterScores;
import dev.foretick.model.backtest.Measures;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Where the model of a report stands among its baselines. */
final class Standing {
  private final BacktestReport report;

  Standing(BacktestReport report) {
    this.report = report;
  }

  Measures model() {
    return report.model().overall();
  }

  /** The naive forecaster with the smallest MAE over all, if there is any. */
  Optional<ForecasterScores> bestNaive() {
    return baselines().stream()
        .filter(ForecasterScores::naive)
        .filter(scores -> Double.isFinite(scores.overall().mae()))
        .min(Comparator.comparingDouble(scores -> scores.overall().mae()));
  }

  /** The baseline, naive or not, with the best interval score over all, if there is any. */
  Optional<ForecasterScores> bestIntervals() {
    return best(Measures::winkler);
  }

  /** The baseline, naive or not, with the best scaled interval score over all, if there is any. */
  Optional<ForecasterScores> bestMsis() {
    return best(Measures::msis);
  }

  /** The smallest MAE of any naive forecaster on the same steps; NaN if there is none. */
  double naiveMae(Function<ForecasterScores, Measures> steps) {
    return baselines().stream()
        .filter(ForecasterScores::naive)
        .mapToDouble(scores -> steps.apply(scores).mae())
        .filter(Double::isFinite)
        .min()
        .orElse(Double.NaN);
  }

  /** Whether the forecasts state intervals, not only medians. */
  boolean hasIntervals() {
    return report.setup().levels().size() > 1;
  }

  /** Share of outcomes, 0 to 1, that the widest interval promises to hold. */
  double promised() {
    List<Double> levels = report.setup().levels();
    return hasIntervals() ? levels.get(levels.size() - 1) - levels.get(0) : Double.NaN;
  }

  private Optional<ForecasterScores> best(ToDoubleFunction<Measures> measure) {
    return baselines().stream()
        .filter(scores -> Double.isFinite(measure.applyAsDouble(scores.overall())))
        .min(Comparator.comparingDouble(scores -> measure.applyAsDouble(scores.overall())));
  }

  private List<ForecasterScores> baselines() {
    return report.forecasters().stream().skip(1).filter(scores -> !scores.isAdaptive()).toList();
  }
}
