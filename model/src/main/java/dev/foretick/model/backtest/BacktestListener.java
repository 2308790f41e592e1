package dev.foretick.model.backtest;

import dev.foretick.model.dataset.WindowPosition;
import dev.foretick.model.forecaster.QuantileForecasts;
import java.util.List;

/** Hears how a backtest goes, on its own thread. */
public interface BacktestListener {
  /** Hears nothing. */
  BacktestListener NONE = (fold, folds, done, windows) -> {};

  /**
   * More windows are forecast.
   *
   * @param fold from 1
   * @param done windows of this fold that all forecasters have forecast
   * @param windows of this fold
   */
  void onWindows(int fold, int folds, int done, int windows);

  /**
   * A forecaster has forecast some windows.
   *
   * @param windows one for each row of the forecasts
   */
  default void onForecasts(
      String forecaster, List<WindowPosition> windows, QuantileForecasts forecasts) {}
}
