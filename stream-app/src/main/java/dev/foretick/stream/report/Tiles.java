package dev.foretick.stream.report;

import dev.foretick.model.backtest.BacktestReport;
import dev.foretick.model.backtest.ForecasterScores;
import dev.foretick.model.backtest.Measures;
import dev.foretick.stream.terminal.Figures;
import java.util.Optional;

/** The key figures, each beside what it has to be compared with. */
final class Tiles {
  /** Share by which coverage may miss the promise and still count as kept. */
  private static final double KEPT = 0.02;

  private Tiles() {}

  static void render(Markup out, BacktestReport report) {
    Standing standing = new Standing(report);
    Measures model = standing.model();
    out.open("section", "class", "tiles", "aria-label", "Key figures");
    if (MeasureColumn.isCompetition(report)) {
      competition(out, report.model(), standing);
    }
    String naive = standing.bestNaive().map(ForecasterScores::name).orElse("");
    double naiveMae = standing.bestNaive().map(best -> best.overall().mae()).orElse(Double.NaN);
    tile(
        out,
        "Skill",
        MeasureColumn.SKILL.figure(model),
        naive.isEmpty() ? "no naive forecast to compare with" : "against the best naive",
        judged(model.skill()));
    tile(
        out,
        "MAE",
        MeasureColumn.MAE.figure(model),
        naive.isEmpty()
            ? "no naive forecast to compare with"
            : "best naive: %s (%s)".formatted(figure(naiveMae), naive),
        judged(naiveMae - model.mae()));
    if (standing.hasIntervals()) {
      intervals(out, standing, model);
    }
    out.close().newline();
  }

  private static void competition(Markup out, ForecasterScores model, Standing standing) {
    tile(out, "OWA", MeasureColumn.OWA.figure(model), "Naive2: 1", judged(1 - model.owa()));
    if (standing.hasIntervals()) {
      besideBaseline(out, MeasureColumn.MSIS, model.overall(), standing.bestMsis());
    }
  }

  private static void intervals(Markup out, Standing standing, Measures model) {
    tile(
        out,
        "Coverage",
        Figures.percent(model.coverage()),
        "promised: " + ReportFigures.page(ReportFigures.level(standing.promised())),
        kept(model.coverage() - standing.promised()));
    besideBaseline(out, MeasureColumn.WINKLER, model, standing.bestIntervals());
  }

  private static void besideBaseline(
      Markup out, MeasureColumn column, Measures model, Optional<ForecasterScores> baseline) {
    double best = baseline.map(column::overall).orElse(Double.NaN);
    tile(
        out,
        column.label(),
        column.figure(model),
        baseline
            .map(scores -> "best baseline: %s (%s)".formatted(figure(best), scores.name()))
            .orElse("no baseline to compare with"),
        judged(best - column.value(model)));
  }

  private static void tile(
      Markup out, String name, String figure, String beside, Judgement judgement) {
    out.open("div", "class", "tile");
    out.element("h2", name);
    out.element("p", ReportFigures.page(figure), "class", "figure");
    out.element("p", beside, "class", "beside");
    if (judgement != Judgement.NONE) {
      out.element("p", judgement.text, "class", "judgement " + judgement.style);
    }
    out.close();
  }

  private static String figure(double value) {
    return ReportFigures.page(ReportFigures.measure(value));
  }

  private static Judgement judged(double gain) {
    if (!Double.isFinite(gain) || gain == 0) {
      return Judgement.NONE;
    }
    return gain > 0 ? Judgement.BETTER : Judgement.WORSE;
  }

  private static Judgement kept(double excess) {
    if (!Double.isFinite(excess)) {
      return Judgement.NONE;
    }
    if (Math.abs(excess) <= KEPT) {
      return Judgement.KEPT;
    }
    return excess < 0 ? Judgement.NARROW : Judgement.WIDE;
  }

  /** In a word and a shape, so that it does not hang on colour. */
  private enum Judgement {
    NONE("", ""),
    BETTER("\u25b2 better", "good"),
    WORSE("\u25bc worse", "bad"),
    KEPT("\u2713 as promised", "good"),
    NARROW("\u25bc too narrow", "bad"),
    WIDE("\u25b2 too wide", "bad");

    private final String text;
    private final String style;

    Judgement(String text, String style) {
      this.text = text;
      this.style = style;
    }
  }
}
