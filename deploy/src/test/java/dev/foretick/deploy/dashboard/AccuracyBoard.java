package dev.foretick.deploy.dashboard;

import static dev.foretick.deploy.dashboard.Promql.known;
import static dev.foretick.deploy.dashboard.Promql.max;
import static dev.foretick.deploy.dashboard.Promql.metric;
import static dev.foretick.deploy.dashboard.Promql.pooled;
import static dev.foretick.deploy.dashboard.Promql.pooledSkill;
import static dev.foretick.deploy.dashboard.Promql.rate;
import static dev.foretick.deploy.dashboard.Promql.sum;

import dev.foretick.stream.metrics.Meters;
import java.util.List;

/** Are the forecasts any good, and do the intervals hold what they promise? */
final class AccuracyBoard {
  static final Dashboard BOARD =
      new Dashboard(
          "foretick-accuracy",
          "accuracy.json",
          "Foretick / Accuracy",
          "How forecasts turned out once their actual values came: beside the naive forecasts, beside what the intervals promise, and series by series.",
          List.of(Variable.SERIES, Variable.STEP),
          List.of(atAGlance(), forecastAndActual(), bySteps(), overTime(), ofSeries()));

  private static final String ALL = "step=\"all\"";
  private static final String EACH = "step!=\"all\"";
  private static final String OF_MODEL = "model!~\"naive|seasonal-naive\"";
  private static final String OF_NAIVE = "model=\"naive\"";
  private static final String CHOSEN_SERIES = "series=~\"$series\"";
  private static final String CHOSEN_STEP = "step=\"$step\"";

  private AccuracyBoard() {}

  private static Row atAGlance() {
    return Row.of(
        "At a glance",
        Panel.figure(
                "Skill",
                "1 - error of the model / error of the best naive forecast, over all steps since the model was loaded; below 0 the naive forecast is better.")
            .query(pooledSkill(), "{{model}}")
            .unit(Unit.SHARE)
            .thresholds(Thresholds.atLeast(0)),
        Panel.figure(
                "Mean absolute error",
                "Over all steps, in units of the target, of the model and of the naive forecasts on the same points.")
            .query(pooled(Meters.ACCURACY_MAE, "model", ALL), "{{model}}")
            .unit(Unit.PLAIN)
            .size(6, 4),
        Panel.figure(
                "Coverage",
                "Share of actual values within the intervals, over all steps; each should be what its level promises.")
            .query(pooled(Meters.INTERVAL_COVERAGE, "level", ALL), "of {{level}} %")
            .unit(Unit.SHARE)
            .size(6, 4),
        Panel.figure(
                "Steps scored",
                "Forecast steps whose actual value has come since the model was loaded. What is shown here rests on so many; a few hundred say little.")
            .query(sum(metric(Meters.SCORED, ALL)), "steps")
            .thresholds(Thresholds.atLeast(1_000)),
        Panel.figure(
                "Series in memory", "Series whose windows are in memory, on all chosen servers.")
            .query(sum(metric(Meters.SERIES_ACTIVE)), "series"));
  }

  private static Row forecastAndActual() {
    return Row.of(
        "Forecast and actual",
        Panel.lines(
                "$series: forecast and actual, step $step",
                "The newest actual value, and what was forecast for just that moment so many steps before, with its widest interval. Prometheus sees one value for each scrape.")
            .query(max(known(due(Meters.FORECAST_DUE_UPPER))), "upper bound")
            .query(max(known(due(Meters.FORECAST_DUE_LOWER))), "lower bound")
            .query(max(known(due(Meters.FORECAST_DUE))), "forecast")
            .query(max(known(metric(Meters.OBSERVED, CHOSEN_SERIES))), "actual")
            .unit(Unit.PLAIN)
            .color("actual", "text")
            .color("forecast", "blue")
            .color("lower bound", "light-blue")
            .color("upper bound", "light-blue")
            .band("upper bound", "lower bound")
            .dashed(".*bound")
            .size(24, 10)
            .each(Variable.SERIES));
  }

  private static Row bySteps() {
    return Row.of(
        "By step",
        Panel.bars(
                "Error by step",
                "Mean absolute error of the model beside the naive forecasts, so many steps ahead (metrics.steps).")
            .query(pooled(Meters.ACCURACY_MAE, "model", EACH), "step {{step}}, {{model}}")
            .unit(Unit.PLAIN)
            .from(0),
        Panel.bars(
                "Skill over the naive forecast by step",
                "1 - error of the model / error of repeating the last value, so many steps ahead.")
            .query(
                "1 - (%s) / on (step) group_left () (%s)"
                    .formatted(
                        pooled(Meters.ACCURACY_MAE, "model", EACH, OF_MODEL),
                        pooled(Meters.ACCURACY_MAE, "model", EACH, OF_NAIVE)),
                "step {{step}}, {{model}}")
            .unit(Unit.SHARE)
            .size(6, 8),
        Panel.bars(
                "Coverage by step",
                "Share of actual values within the intervals, so many steps ahead; each should be what its level promises.")
            .query(pooled(Meters.INTERVAL_COVERAGE, "level", EACH), "step {{step}}, of {{level}} %")
            .unit(Unit.SHARE)
            .from(0)
            .to(1)
            .size(6, 8));
  }

  private static Row overTime() {
    return Row.of(
        "Since the model was loaded",
        Panel.lines(
                "Error",
                "Mean absolute error over all steps, in units of the target, of the model and of the naive forecasts on the same points.")
            .query(pooled(Meters.ACCURACY_MAE, "model", ALL), "{{model}}")
            .unit(Unit.PLAIN)
            .dashed(".*naive"),
        Panel.lines(
                "Scaled error",
                "Mean absolute error, each in units of the usual change of its series, so that series of different size count alike.")
            .query(pooled(Meters.ACCURACY_MASE, "model", ALL), "{{model}}")
            .unit(Unit.PLAIN)
            .dashed(".*naive"),
        Panel.lines(
                "Coverage beside what is promised",
                "Share of actual values within the intervals over all steps; dashed: what their level promises.")
            .query(pooled(Meters.INTERVAL_COVERAGE, "level", ALL), "within {{level}} %")
            .query(max(metric(Meters.INTERVAL_PROMISED), "level"), "promised {{level}} %")
            .unit(Unit.SHARE)
            .dashed("promised.*"),
        Panel.lines(
                "Skill by server",
                "1 - error of the model / error of the best naive forecast, over all steps, of the series that a server has.")
            .query(max(known(metric(Meters.SKILL)), "instance", "model"), "{{instance}} {{model}}")
            .unit(Unit.SHARE),
        Panel.lines(
                "Steps scored",
                "Steps of forecasts whose actual value has come, and those that never will be scored: forecasts that are more than scoring.max-pending lets wait, or of series that were forgotten.")
            .query(sum(rate(metric(Meters.SCORES_MATURED))), "matured")
            .query(sum(rate(metric(Meters.SCORES_EXPIRED)), "reason"), "expired: {{reason}}")
            .unit(Unit.PER_SECOND)
            .from(0)
            .size(24, 7));
  }

  private static Row ofSeries() {
    return Row.of(
        "Series of metrics.series",
        Panel.lines(
                "Error by series",
                "Mean absolute error over all steps, beside the naive forecasts, of the chosen series.")
            .query(
                max(metric(Meters.SERIES_MAE, CHOSEN_SERIES) + " >= 0", "series", "model"),
                "{{series}}, {{model}}")
            .unit(Unit.PLAIN)
            .dashed(".*naive"),
        Panel.lines(
                "Coverage by series",
                "Share of actual values within the intervals over all steps, of the chosen series.")
            .query(
                max(metric(Meters.SERIES_COVERAGE, CHOSEN_SERIES) + " >= 0", "series", "level"),
                "{{series}}, {{level}} %")
            .unit(Unit.SHARE));
  }

  private static String due(Meters gauge) {
    return metric(gauge, CHOSEN_SERIES, CHOSEN_STEP);
  }
}
