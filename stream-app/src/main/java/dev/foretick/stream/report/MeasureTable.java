package dev.foretick.stream.report;

import dev.foretick.model.backtest.BacktestReport;
import dev.foretick.model.backtest.ForecasterScores;
import java.util.List;

/** All forecasters beside each other, the best figure of each column marked. */
final class MeasureTable {
  private final BacktestReport report;
  private final List<MeasureColumn> columns;
  private final double promised;

  private MeasureTable(BacktestReport report) {
    Standing standing = new Standing(report);
    this.report = report;
    this.columns = MeasureColumn.inOrder(report);
    this.promised = standing.hasIntervals() ? standing.promised() : 0;
  }

  static void render(Markup out, BacktestReport report) {
    Section.start(out, "measures", "Forecasters");
    new MeasureTable(report).table(out);
    out.close().newline();
  }

  private void table(Markup out) {
    Section.startTable(out, "Every forecaster over all series, windows and steps");
    out.open("thead").open("tr");
    Section.columnHead(out, "Forecaster");
    for (MeasureColumn column : columns) {
      Section.columnHead(out, heading(column));
    }
    out.close().close().open("tbody").newline();
    report.forecasters().forEach(scores -> row(out, scores));
    out.close();
    Section.endTable(out);
    out.element("p", hint(), "class", "hint");
    if (report.forecasters().stream().anyMatch(this::hasUndefined)) {
      Section.undefinedNote(out);
    }
  }

  private void row(Markup out, ForecasterScores scores) {
    boolean model = scores.equals(report.model());
    out.open("tr", "class", model ? "own" : "other").open("th", "scope", "row");
    out.element("span", scores.name(), "class", "name");
    if (model || scores.naive()) {
      out.text(" ").element("span", model ? "model" : "naive", "class", "tag");
    }
    out.close();
    for (MeasureColumn column : columns) {
      cell(out, column, scores);
    }
    out.close().newline();
  }

  private void cell(Markup out, MeasureColumn column, ForecasterScores scores) {
    String figure = ReportFigures.page(column.figure(scores));
    if (!isBest(column, scores)) {
      out.element("td", figure);
      return;
    }
    out.open("td", "class", "best").element("span", "best: ", "class", "unseen");
    out.element("span", "\u2605", "class", "star", "aria-hidden", "true");
    out.element("strong", figure).close();
  }

  private boolean isBest(MeasureColumn column, ForecasterScores scores) {
    double own = column.distance(scores, promised);
    return report.forecasters().size() > 1
        && Double.isFinite(own)
        && report.forecasters().stream().allMatch(other -> own <= column.distance(other, promised));
  }

  private boolean hasUndefined(ForecasterScores scores) {
    return columns.stream().anyMatch(column -> !Double.isFinite(column.overall(scores)));
  }

  private String heading(MeasureColumn column) {
    return column == MeasureColumn.COVERAGE && promised > 0
        ? "In " + ReportFigures.page(ReportFigures.level(promised))
        : column.label();
  }

  private String hint() {
    return "\u2605 marks the best of a column: the lowest, but the highest skill"
        + (promised > 0 ? " and the coverage nearest to the promised level." : ".");
  }
}
