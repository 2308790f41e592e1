package dev.foretick.stream.training;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.training.ForecasterResult;
import dev.foretick.model.training.TrainingReport;
import dev.foretick.stream.terminal.Figures;
import dev.foretick.stream.terminal.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A training report in words: the model beside its baselines, and plainly which is better. */
public final class ReportText {
  /** A difference that no figure of the report shows. */
  private static final double SAME = 0.0005;

  private ReportText() {}

  /** The lines of a report: what was done, the table, the verdict. */
  public static List<String> lines(
      TrainingReport report, WindowSpec window, QuantileLevels levels) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Trained on %s windows in %s s; kept epoch %d of %d (chosen on %s later windows)."
            .formatted(
                Figures.count(report.trainingWindows()),
                Figures.measure(report.seconds()),
                report.bestEpoch(),
                report.epochs().size(),
                Figures.count(report.validationWindows())));
    lines.add(
        "On the last %s windows of %s, which training never saw, %s ahead:"
            .formatted(
                Figures.count(report.testWindows()),
                counted(report.series(), "series", "series"),
                counted(window.horizon(), "step", "steps")));
    lines.add("");
    lines.addAll(table(report, levels).lines());
    lines.add("");
    lines.addAll(verdict(report));
    lines.addAll(report.notes());
    return lines;
  }

  private static TextTable table(TrainingReport report, QuantileLevels levels) {
    String interval = String.format(Locale.ROOT, "in %.0f %%", levels.intervalPercent());
    TextTable table =
        new TextTable("", "MAE", "RMSE", "MASE", "sMAPE", interval, "Winkler", "skill");
    for (ForecasterResult result : report.results()) {
      table.row(
          label(result.name(), report.seasonality()),
          Figures.measure(result.mae()),
          Figures.measure(result.rmse()),
          Figures.measure(result.mase()),
          Figures.measure(result.smape()),
          Figures.percent(result.coverage()),
          Figures.measure(result.winkler()),
          Figures.signedPercent(result.skill()));
    }
    return table;
  }

  private static String label(String name, int seasonality) {
    return name.equals("seasonal-naive") ? "%s (%d)".formatted(name, seasonality) : name;
  }

  private static List<String> verdict(TrainingReport report) {
    List<ForecasterResult> results = report.results();
    if (results.size() < 2 || !Double.isFinite(results.get(0).skill())) {
      return List.of("There is no naive forecast to compare with here.");
    }
    double skill = results.get(0).skill();
    double baseline =
        results.stream()
            .skip(1)
            .filter(result -> !result.hasAdaptiveWidths())
            .mapToDouble(ForecasterResult::winkler)
            .min()
            .orElse(Double.NaN);
    double sharper = 1 - results.get(0).winkler() / baseline;
    String error =
        Math.abs(skill) < SAME
            ? "The model's mean error is that of the best naive forecast (a difference of %s)."
            : skill > 0
                ? "The model's mean error is %s smaller than that of the best naive forecast."
                : "The model does NOT beat the best naive forecast: its mean error is %s larger.";
    return List.of(
        error.formatted(Figures.percent(Math.abs(skill))),
        "Its intervals score %s %s than the best baseline's (Winkler: narrow, yet they hold)."
            .formatted(Figures.percent(Math.abs(sharper)), sharper > 0 ? "better" : "worse"));
  }

  private static String counted(int count, String one, String many) {
    return Figures.count(count) + " " + (count == 1 ? one : many);
  }
}
