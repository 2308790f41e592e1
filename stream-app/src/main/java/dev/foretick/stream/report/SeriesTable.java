package dev.foretick.stream.report;

import dev.foretick.model.backtest.BacktestReport;
import dev.foretick.model.backtest.Measures;
import java.util.List;

/** The model beside the best naive forecast on each series. */
final class SeriesTable {
  private static final int MOST = 200;
  private static final int EACH = 25;
  private static final List<MeasureColumn> COLUMNS =
      List.of(
          MeasureColumn.MASE, MeasureColumn.COVERAGE, MeasureColumn.WINKLER, MeasureColumn.SKILL);

  private SeriesTable() {}

  static void render(Markup out, BacktestReport report) {
    List<Integer> picked = SeriesRanking.pick(report, MOST, EACH);
    int count = report.series().size();
    Section.start(out, "series", "By series");
    if (picked.size() < count) {
      out.element("p", selection(picked.size(), count));
    }
    table(out, report, picked);
    if (picked.stream().anyMatch(series -> hasUndefined(report, series))) {
      Section.undefinedNote(out);
    }
    out.close().newline();
  }

  private static String selection(int picked, int count) {
    return "Of %s, the %d worst come first and then the %d best, by skill; the others are left out here."
        .formatted(Counted.series(count), picked - picked / 2, picked / 2);
  }

  private static void table(Markup out, BacktestReport report, List<Integer> picked) {
    Section.startTable(out, "The model and the best naive forecast of each series");
    out.open("thead").open("tr");
    Section.columnHead(out, "Series");
    Section.columnHead(out, "MAE");
    Section.columnHead(out, "Naive MAE");
    COLUMNS.forEach(column -> Section.columnHead(out, column.label()));
    out.close().close().open("tbody").newline();
    for (int series : picked) {
      Measures measures = report.model().bySeries().get(series);
      out.open("tr").open("th", "scope", "row");
      out.element("span", report.series().get(series), "class", "name").close();
      cell(out, MeasureColumn.MAE.figure(measures));
      cell(out, ReportFigures.measure(naiveMae(report, series)));
      COLUMNS.forEach(column -> cell(out, column.figure(measures)));
      out.close().newline();
    }
    out.close();
    Section.endTable(out);
  }

  private static void cell(Markup out, String figure) {
    out.element("td", ReportFigures.page(figure));
  }

  private static double naiveMae(BacktestReport report, int series) {
    return new Standing(report).naiveMae(scores -> scores.bySeries().get(series));
  }

  private static boolean hasUndefined(BacktestReport report, int series) {
    Measures measures = report.model().bySeries().get(series);
    return !Double.isFinite(measures.mae())
        || !Double.isFinite(naiveMae(report, series))
        || COLUMNS.stream().anyMatch(column -> !Double.isFinite(column.value(measures)));
  }
}
