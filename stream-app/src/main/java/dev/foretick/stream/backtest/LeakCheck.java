package dev.foretick.stream.backtest;

import dev.foretick.model.backtest.BacktestListener;
import dev.foretick.model.backtest.BacktestReport;
import dev.foretick.model.backtest.LeakAudit;
import dev.foretick.model.backtest.LeakException;
import dev.foretick.model.dataset.SeriesData;
import dev.foretick.stream.terminal.Figures;
import dev.foretick.stream.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;

/** A backtest that proves itself: it is run with other futures too, and forecasts must not care. */
public final class LeakCheck {
  private LeakCheck() {}

  /** The whole backtest, with all that is chosen from the data. */
  @FunctionalInterface
  public interface Run {
    BacktestReport on(List<SeriesData> histories, BacktestListener listener);
  }

  /**
   * Runs a backtest on histories and on copies with other futures.
   *
   * @param cutoffs the row of each series from which on the copies differ
   * @return the report on the histories as they are, with a note of what was checked
   * @throws LeakException if something of the future reached a forecast
   */
  public static BacktestReport run(
      List<SeriesData> histories, List<Integer> cutoffs, Terminal terminal, Run backtest) {
    List<BacktestReport> reports = new ArrayList<>();
    int forecasts =
        LeakAudit.check(
            histories,
            cutoffs,
            (series, listener) -> {
              int run = reports.size() + 1;
              terminal
                  .out()
                  .printf(
                      "Leak check, run %d of %d, %s:%n",
                      run, LeakAudit.RUNS, run == 1 ? "the data as they are" : "another future");
              reports.add(backtest.on(series, listener));
            });
    return withNote(
        reports.get(0),
        ("Checked for leaks: run %d times, each with other values after what the last model was"
                + " trained on. All %s forecasts up to there are the same to the bit; nothing of the"
                + " future reached a forecast.")
            .formatted(LeakAudit.RUNS, Figures.count(forecasts)));
  }

  private static BacktestReport withNote(BacktestReport report, String note) {
    List<String> notes = new ArrayList<>(report.notes());
    notes.add(note);
    return new BacktestReport(
        report.setup(), report.series(), report.forecasters(), report.samples(), notes);
  }
}
