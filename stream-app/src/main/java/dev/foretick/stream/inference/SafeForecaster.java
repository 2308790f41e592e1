package dev.foretick.stream.inference;

import dev.foretick.common.series.ForecastStatus;
import dev.foretick.common.window.SlidingWindow;
import dev.foretick.common.window.WindowBatch;
import dev.foretick.model.baseline.NaiveForecaster;
import dev.foretick.model.forecaster.Forecaster;
import dev.foretick.model.forecaster.QuantileForecasts;
import dev.foretick.stream.metrics.LoopMetrics;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers every window with numbers that may be published: the model's, or the naive baseline's
 * where the runtime fails twice, leaves a row out or yields a number that is not finite.
 */
public final class SafeForecaster {
  private static final Logger log = LoggerFactory.getLogger(SafeForecaster.class);

  private final Forecaster model;
  private final IntFunction<String> nameUsed;
  private final NaiveForecaster naive;
  private final LoopMetrics metrics;

  /**
   * Guards a model.
   *
   * @param nameUsed what forecasts of a group of series are made of, as {@code model_used} says
   */
  public SafeForecaster(
      Forecaster model, IntFunction<String> nameUsed, NaiveForecaster naive, LoopMetrics metrics) {
    this.model = model;
    this.nameUsed = nameUsed;
    this.naive = naive;
    this.metrics = metrics;
  }

  /** Floats of one forecast: {@code horizon * quantiles}. */
  int forecastLength() {
    return naive.forecastLength();
  }

  /**
   * Answers each window of the batch.
   *
   * @param arrivals which arrival each window answers
   */
  void forecast(WindowBatch windows, int[] arrivals, Answers answers) {
    metrics.batchSize(windows.size());
    int from = answers.reserve(windows.size());
    boolean modelled = attempt(windows, answers, from);
    if (!modelled) {
      modelled = attempt(windows, answers, from);
    }
    QuantileForecasts fallback = null;
    for (int row = 0; row < windows.size(); row++) {
      int at = from + row * answers.length();
      if (modelled && answers.isFinite(at)) {
        answers.put(arrivals[row], at, ForecastStatus.OK, nameUsed.apply(windows.group(row)));
      } else {
        fallback = fallback == null ? naive.forecast(windows) : fallback;
        fallback.copyRow(row, answers.values(), at);
        put(ForecastStatus.FALLBACK, arrivals[row], at, windows.lastTarget(row), answers);
      }
    }
  }

  /** Answers an arrival of a series whose window is not full yet. */
  void warmUp(SlidingWindow partial, int arrival, Answers answers) {
    int at = answers.reserve(1);
    naive.forecast(partial, answers.values(), at);
    put(ForecastStatus.WARMUP, arrival, at, partial.lastTarget(), answers);
  }

  private boolean attempt(WindowBatch windows, Answers answers, int from) {
    // What the runtime leaves out must not be taken for its answer.
    answers.fill(from, windows.size(), Float.NaN);
    try {
      model.forecastInto(windows, answers.values(), from);
      return true;
    } catch (Throwable e) {
      // Not only what a forecaster promises to throw: native libraries throw what they like.
      metrics.runtimeFailed();
      log.warn("The runtime failed on {} windows: {}", windows.size(), e.toString());
      return false;
    }
  }

  /** Values at the end of a float's range have no interval: then the last value stands alone. */
  private void put(ForecastStatus status, int arrival, int at, float last, Answers answers) {
    if (!answers.isFinite(at)) {
      answers.fill(at, 1, last);
    }
    answers.put(arrival, at, status, naive.name());
  }
}
