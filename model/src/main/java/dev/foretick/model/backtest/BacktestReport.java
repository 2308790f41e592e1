package dev.foretick.model.backtest;

import java.util.List;

/**
 * The whole outcome of a backtest.
 *
 * @param setup what was asked
 * @param series names of the series, in the order of the data
 * @param forecasters the model first, then the baselines
 * @param samples windows to look at, spread over series and time
 * @param notes what a reader should know, one sentence each: choices made, fallbacks, warnings
 */
public record BacktestReport(
    BacktestSetup setup,
    List<String> series,
    List<ForecasterScores> forecasters,
    List<Sample> samples,
    List<String> notes) {
  public BacktestReport {
    series = List.copyOf(series);
    forecasters = List.copyOf(forecasters);
    samples = List.copyOf(samples);
    notes = List.copyOf(notes);
  }

  /** The forecaster that the backtest is about. */
  public ForecasterScores model() {
    return forecasters.get(0);
  }
}
