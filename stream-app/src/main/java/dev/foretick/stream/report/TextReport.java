package dev.foretick.stream.report;

import dev.foretick.model.backtest.BacktestReport;
import dev.foretick.model.backtest.BacktestSetup;
import dev.foretick.model.backtest.ForecasterScores;
import dev.foretick.model.backtest.Measures;
import dev.foretick.stream.terminal.Figures;
import dev.foretick.stream.terminal.TextTable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** A backtest in words for a terminal: the tables, then plainly which forecaster is better. */
public final class TextReport {
  private static final int COLUMNS = 100;
  private static final int LONGEST_NAME = 20;
  private static final int STEPS = 5;
  private static final int SERIES = 10;

  /** What does not fit beside the others; the RMSE follows from the MSE. */
  private static final Set<MeasureColumn> LEFT_OUT = EnumSet.of(MeasureColumn.MSE);

  private static final Set<MeasureColumn> LEFT_OUT_OF_PUBLISHED = EnumSet.of(MeasureColumn.RMSE);

  /** The MSIS is the Winkler score in other units. */
  private static final Set<MeasureColumn> LEFT_OUT_OF_COMPETITION =
      EnumSet.of(MeasureColumn.RMSE, MeasureColumn.MSE, MeasureColumn.WINKLER);

  /** Of a step or a series: the naive MAE stands beside the model's. */
  private static final List<MeasureColumn> AFTER_NAIVE =
      List.of(
          MeasureColumn.MASE, MeasureColumn.COVERAGE, MeasureColumn.WINKLER, MeasureColumn.SKILL);

  private final BacktestReport report;
  private final Standing standing;
  private final List<String> lines = new ArrayList<>();

  private TextReport(BacktestReport report) {
    this.report = report;
    this.standing = new Standing(report);
  }

  /** The lines of a report, none wider than 100 columns. */
  public static List<String> lines(BacktestReport report) {
    TextReport text = new TextReport(report);
    text.introduction();
    text.forecasters();
    text.steps();
    text.series();
    text.lines.add("");
    new Verdict(text.standing).sentences().forEach(sentence -> text.paragraph("", sentence));
    report.notes().forEach(note -> text.paragraph("- ", note));
    return text.lines;
  }

  private void introduction() {
    BacktestSetup setup = report.setup();
    Moments moments = new Moments(setup.rowTime());
    String protocol = setup.protocol().isEmpty() ? "" : ", protocol " + setup.protocol();
    String filled =
        setup.filledRows() == 0
            ? ""
            : ", " + Figures.count(setup.filledRows()) + " rows put into gaps";
    paragraph("", "Backtest on %s%s%s".formatted(setup.data(), protocol, filled));
    paragraph(
        "",
        "%s of %s, %s%s ahead, %s:"
            .formatted(
                Counted.windows(setup.windows()),
                Counted.series(report.series().size()),
                Counted.steps(setup.horizon()),
                moments.ofFrequency(setup.frequency()),
                moments.period(setup.from(), setup.to())));
  }

  private void forecasters() {
    List<MeasureColumn> columns = new ArrayList<>(MeasureColumn.inOrder(report));
    columns.removeAll(leftOut());
    List<String> table = forecasters(columns);
    if (table.stream().anyMatch(line -> line.length() > COLUMNS)) {
      columns.remove(MeasureColumn.CRPS);
      table = forecasters(columns);
    }
    lines.add("");
    lines.addAll(table);
  }

  private List<String> forecasters(List<MeasureColumn> columns) {
    TextTable table = new TextTable(row("", columns.stream().map(this::heading)));
    for (ForecasterScores scores : report.forecasters()) {
      String label =
          scores.name().equals("seasonal-naive")
              ? "%s (%d)".formatted(scores.name(), report.setup().seasonality())
              : scores.name();
      // Its whole name would not fit, and whose widths they are is plain.
      String shown = scores.isAdaptive() ? "model (adaptive)" : label;
      table.row(row(shortened(shown), columns.stream().map(column -> column.figure(scores))));
    }
    return table.lines();
  }

  private Set<MeasureColumn> leftOut() {
    if (MeasureColumn.isCompetition(report)) {
      return LEFT_OUT_OF_COMPETITION;
    }
    return report.setup().protocol().isEmpty() ? LEFT_OUT : LEFT_OUT_OF_PUBLISHED;
  }

  private void steps() {
    int horizon = report.setup().horizon();
    if (horizon == 1) {
      return;
    }
    TextTable table = besideNaive("step");
    for (int step : someSteps(horizon)) {
      besideNaive(table, Integer.toString(step), scores -> scores.bySteps().get(step - 1));
    }
    lines.add("");
    lines.addAll(table.lines());
  }

  private void series() {
    int count = report.series().size();
    if (count == 1) {
      return;
    }
    List<Integer> picked = SeriesRanking.pick(report, SERIES, SERIES / 2);
    TextTable table = besideNaive("series");
    for (int series : picked) {
      besideNaive(
          table, shortened(report.series().get(series)), scores -> scores.bySeries().get(series));
    }
    lines.add("");
    if (picked.size() < count) {
      lines.add(
          "Of %s the %d worst and the %d best, by skill:"
              .formatted(
                  Counted.series(count), picked.size() - picked.size() / 2, picked.size() / 2));
    }
    lines.addAll(table.lines());
  }

  private TextTable besideNaive(String what) {
    return new TextTable(
        row(
            what,
            Stream.concat(Stream.of("MAE", "naive MAE"), AFTER_NAIVE.stream().map(this::heading))));
  }

  private void besideNaive(
      TextTable table, String label, Function<ForecasterScores, Measures> part) {
    Measures model = part.apply(report.model());
    Stream<String> errors =
        Stream.of(MeasureColumn.MAE.figure(model), ReportFigures.measure(standing.naiveMae(part)));
    table.row(
        row(
            label,
            Stream.concat(errors, AFTER_NAIVE.stream().map(column -> column.figure(model)))));
  }

  /** The first step, the last, and a few evenly between. */
  private static SortedSet<Integer> someSteps(int horizon) {
    SortedSet<Integer> steps = new TreeSet<>();
    for (int i = 0; i < STEPS; i++) {
      steps.add(1 + (int) Math.round(i * (horizon - 1.0) / (STEPS - 1)));
    }
    return steps;
  }

  private String heading(MeasureColumn column) {
    return switch (column) {
      case COVERAGE ->
          standing.hasIntervals() ? "in " + ReportFigures.level(standing.promised()) : "covered";
      case SKILL -> "skill";
      case OWA, MSIS, MAE, RMSE, MSE, MASE, SMAPE, CRPS, WINKLER -> column.label();
    };
  }

  private static String[] row(String label, Stream<String> cells) {
    return Stream.concat(Stream.of(label), cells).toArray(String[]::new);
  }

  /** Names come from data: one line of printable characters, not too many. */
  private static String printable(String text) {
    return text.replaceAll("\\p{C}", "?");
  }

  private static String shortened(String name) {
    String printable = printable(name);
    return printable.length() <= LONGEST_NAME
        ? printable
        : printable.substring(0, LONGEST_NAME - 2) + "..";
  }

  /** Adds text, broken between words, or within one that has no end. */
  private void paragraph(String bullet, String text) {
    String indent = " ".repeat(bullet.length());
    StringBuilder line = new StringBuilder(bullet);
    for (String word : printable(text).split(" ", -1)) {
      boolean first = line.length() == bullet.length();
      if (!first && line.length() + 1 + word.length() > COLUMNS) {
        lines.add(line.toString());
        line = new StringBuilder(indent);
        first = true;
      }
      line.append(first ? "" : " ").append(word);
      while (line.length() > COLUMNS) {
        lines.add(line.substring(0, COLUMNS));
        line = new StringBuilder(indent).append(line.substring(COLUMNS));
      }
    }
    lines.add(line.toString());
  }
}
