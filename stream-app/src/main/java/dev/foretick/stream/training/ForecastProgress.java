package dev.foretick.stream.training;

import dev.foretick.model.backtest.BacktestListener;
import dev.foretick.model.dataset.WindowPosition;
import dev.foretick.model.forecaster.QuantileForecasts;
import dev.foretick.stream.terminal.Figures;
import dev.foretick.stream.terminal.ProgressBar;
import dev.foretick.stream.terminal.Terminal;
import java.util.List;

/** A bar while windows are forecast, a new one for each model. */
public final class ForecastProgress implements BacktestListener, AutoCloseable {
  private final Terminal terminal;
  private final BacktestListener next;
  private ProgressBar bar;

  /**
   * Shows progress.
   *
   * @param next hears everything too
   */
  public ForecastProgress(Terminal terminal, BacktestListener next) {
    this.terminal = terminal;
    this.next = next;
    this.bar = new ProgressBar(terminal);
  }

  /** A model is there: time counts from here, as training is not part of the work. */
  public void start() {
    bar.clear();
    bar = new ProgressBar(terminal);
    bar.update(0, "forecasting");
  }

  @Override
  public void onWindows(int fold, int folds, int done, int windows) {
    bar.update(
        (double) done / windows,
        "%sforecast %s of %s windows"
            .formatted(modelOf(fold, folds), Figures.count(done), Figures.count(windows)));
    if (done == windows) {
      bar.clear();
    }
    next.onWindows(fold, folds, done, windows);
  }

  @Override
  public void onForecasts(
      String forecaster, List<WindowPosition> windows, QuantileForecasts forecasts) {
    next.onForecasts(forecaster, windows, forecasts);
  }

  @Override
  public void close() {
    bar.clear();
  }

  /** What a bar says before all else where there are several models; else nothing. */
  private static String modelOf(int fold, int folds) {
    return folds == 1 ? "" : "model %d of %d  ".formatted(fold, folds);
  }
}
