package dev.foretick.model.backtest;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a backtest was asked to do.
 *
 * @param data where the histories come from, as the user named it
 * @param filledRows how many of their rows were put into gaps
 * @param protocol name of a published protocol; empty if it follows none
 * @param inputSize observations that a forecast looks at
 * @param horizon steps ahead
 * @param stepSize observations from one cutoff to the next
 * @param windows cutoffs over all series
 * @param refit after how many cutoffs the model is trained anew; 0 for never
 * @param seasonality steps of a season; 1 for none
 * @param levels of the quantiles
 * @param frequency the usual time between two observations
 * @param rowTime how long a row counts for where the data state no times; else empty
 * @param from time of the first cutoff
 * @param to time of the last value that was forecast
 * @param trainingSeconds time that all trainings took
 */
public record BacktestSetup(
    String data,
    long filledRows,
    String protocol,
    int inputSize,
    int horizon,
    int stepSize,
    int windows,
    int refit,
    int seasonality,
    List<Double> levels,
    Duration frequency,
    Optional<Duration> rowTime,
    Instant from,
    Instant to,
    double trainingSeconds) {
  public BacktestSetup {
    levels = List.copyOf(levels);
  }
}
