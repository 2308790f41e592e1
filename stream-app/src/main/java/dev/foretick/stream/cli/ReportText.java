package dev.foretick.stream.cli;

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
final class ReportText {
  private ReportText() {}

  static List<String> lines(TrainingReport report, WindowSpec window, QuantileLevels levels) {
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
    lines.add(verdict(report));
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

  private static String verdict(TrainingReport report) {
    if (report.results().isEmpty()) {
      return "The series were too short to test the model.";
    }
    double skill = report.results().get(0).skill();
    if (!Double.isFinite(skill)) {
      return "There is no baseline to compare with here.";
    }
    return skill > 0
        ? "The model's mean error is %s smaller than that of the best naive forecast."
            .formatted(Figures.percent(skill))
        : ("The model does NOT beat the best naive forecast here: its mean error is %s larger."
                + " More data, another window or other fields may help.")
            .formatted(Figures.percent(-skill));
  }

  private static String counted(int count, String one, String many) {
    return Figures.count(count) + " " + (count == 1 ? one : many);
  }
}
