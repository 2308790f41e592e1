package dev.foretick.stream.report;

import dev.foretick.model.backtest.BacktestReport;
import dev.foretick.model.backtest.ForecasterScores;
import dev.foretick.model.backtest.M4Protocol;
import dev.foretick.model.backtest.Measures;
import dev.foretick.stream.terminal.Figures;
import java.util.List;

/** A measure as a column: its name, its figure, which figure is best, and what it means. */
enum MeasureColumn {
  OWA(
      "OWA",
      Better.LOWER,
      "Overall weighted average: the mean of sMAPE and MASE, each in relation to that of Naive2, the"
          + " seasonally adjusted naive forecast; below 1 is better than that. Over all series"
          + " only."),
  MSIS(
      "MSIS",
      Better.LOWER,
      "Mean scaled interval score: the Winkler score in units of the error that repeating the last"
          + " season made before the cutoff."),
  MAE(
      "MAE",
      Better.LOWER,
      "Mean absolute error: how far the median was from what came, on average, in the units of the"
          + " data."),
  RMSE(
      "RMSE",
      Better.LOWER,
      "Root of the mean squared error, in the units of the data; large misses weigh more than in"
          + " the MAE."),
  MSE("MSE", Better.LOWER, "Mean squared error, in squared units of the data."),
  MASE(
      "MASE",
      Better.LOWER,
      "MAE in units of the error that repeating the last season made before the cutoff. Compares"
          + " across series; below 1 is better than that."),
  SMAPE(
      "sMAPE",
      Better.LOWER,
      "Symmetric mean absolute percentage error, from 0 to 200. Misleads where values are close to"
          + " zero."),
  CRPS(
      "CRPS",
      Better.LOWER,
      "Continuous ranked probability score, from the quantiles at hand, in the units of the data:"
          + " the error of the whole distribution. Compares only between forecasts of the same"
          + " quantiles."),
  COVERAGE(
      "Coverage",
      Better.NEARER_TO_PROMISE,
      "Share of actual values within the widest interval. Best is the promised level: below it the"
          + " intervals are too narrow, above it too wide."),
  WINKLER(
      "Winkler",
      Better.LOWER,
      "Interval score: the width of the widest interval plus a penalty for what falls outside. Low"
          + " means narrow, yet it holds."),
  SKILL(
      "Skill",
      Better.HIGHER,
      "How much smaller the MAE is than that of the best naive forecast on the same steps: 0 % is"
          + " as good as naive, 100 % is perfect, below 0 % is worse than naive.");

  private enum Better {
    LOWER,
    HIGHER,
    NEARER_TO_PROMISE
  }

  private static final List<MeasureColumn> USUAL =
      List.of(MAE, RMSE, MSE, MASE, SMAPE, CRPS, COVERAGE, WINKLER, SKILL);
  private static final List<MeasureColumn> PUBLISHED =
      List.of(MSE, MAE, RMSE, MASE, SMAPE, CRPS, COVERAGE, WINKLER, SKILL);

  private static final List<MeasureColumn> COMPETITION =
      List.of(OWA, MSIS, SMAPE, MASE, MAE, RMSE, MSE, CRPS, COVERAGE, WINKLER, SKILL);

  private final String label;
  private final Better better;
  private final String meaning;

  MeasureColumn(String label, Better better, String meaning) {
    this.label = label;
    this.better = better;
    this.meaning = meaning;
  }

  /** The columns of a report, first those that published tables have if it follows a protocol. */
  static List<MeasureColumn> inOrder(BacktestReport report) {
    if (isCompetition(report)) {
      return COMPETITION;
    }
    return report.setup().protocol().isEmpty() ? USUAL : PUBLISHED;
  }

  /** Whether a report is scored as the M4 competition is. */
  static boolean isCompetition(BacktestReport report) {
    return report.setup().protocol().equals(M4Protocol.NAME)
        && Double.isFinite(report.model().owa());
  }

  String label() {
    return label;
  }

  String meaning() {
    return meaning;
  }

  /** Over all series, windows and steps. */
  double overall(ForecasterScores scores) {
    return this == OWA ? scores.owa() : value(scores.overall());
  }

  /** Of some of the steps; NaN for what is defined over all of them only. */
  double value(Measures measures) {
    return switch (this) {
      case OWA -> Double.NaN;
      case MSIS -> measures.msis();
      case MAE -> measures.mae();
      case RMSE -> measures.rmse();
      case MSE -> measures.mse();
      case MASE -> measures.mase();
      case SMAPE -> measures.smape();
      case CRPS -> measures.crps();
      case COVERAGE -> measures.coverage();
      case WINKLER -> measures.winkler();
      case SKILL -> measures.skill();
    };
  }

  /** The figure over all in plain text. */
  String figure(ForecasterScores scores) {
    return text(overall(scores));
  }

  /** The figure of some of the steps in plain text. */
  String figure(Measures measures) {
    return text(value(measures));
  }

  /** How far from ideal a figure is: less is better, infinite if it is undefined. */
  double distance(ForecasterScores scores, double promised) {
    double figure = overall(scores);
    if (!Double.isFinite(figure)) {
      return Double.POSITIVE_INFINITY;
    }
    return switch (better) {
      case LOWER -> figure;
      case HIGHER -> -figure;
      case NEARER_TO_PROMISE -> Math.abs(figure - promised);
    };
  }

  private String text(double figure) {
    return switch (this) {
      case COVERAGE -> Figures.percent(figure);
      case SKILL -> ReportFigures.skill(figure);
      case OWA, MSIS, MAE, RMSE, MSE, MASE, SMAPE, CRPS, WINKLER -> ReportFigures.measure(figure);
    };
  }
}
