package dev.foretick.stream.inference;

import dev.foretick.common.series.ForecastStatus;
import dev.foretick.common.window.SlidingWindow;
import dev.foretick.common.window.WindowBatch;
import dev.foretick.model.baseline.NaiveForecaster;
import dev.foretick.model.forecaster.ForecastFailedException;
import dev.foretick.model.forecaster.Forecaster;
import dev.foretick.model.forecaster.QuantileForecasts;
import dev.foretick.stream.inference.Reply.Answer;
import dev.foretick.stream.metrics.LoopMetrics;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers every window with numbers that may be published: the model's, or the naive baseline's
 * where the runtime fails twice or yields a number that is not finite.
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

  /** One answer for each window of the batch, in order. */
  Answer[] forecast(WindowBatch windows) {
    metrics.batchSize(windows.size());
    Optional<QuantileForecasts> modelled = attempt(windows).or(() -> attempt(windows));
    Supplier<QuantileForecasts> fallback = new Once(() -> naive.forecast(windows));
    Answer[] answers = new Answer[windows.size()];
    for (int row = 0; row < answers.length; row++) {
      boolean usable = modelled.isPresent() && modelled.get().isFinite(row);
      answers[row] =
          usable
              ? new Answer(
                  ForecastStatus.OK, nameUsed.apply(windows.group(row)), modelled.get(), row)
              : naive(ForecastStatus.FALLBACK, fallback.get(), row, windows.lastTarget(row));
    }
    return answers;
  }

  /** The answer of a series whose window is not full yet. */
  Answer warmUp(SlidingWindow partial) {
    QuantileForecasts forecasts =
        new QuantileForecasts(
            1, naive.windowSpec().horizon(), naive.levels().count(), naive.forecast(partial));
    return naive(ForecastStatus.WARMUP, forecasts, 0, partial.lastTarget());
  }

  private Optional<QuantileForecasts> attempt(WindowBatch windows) {
    try {
      return Optional.of(model.forecast(windows));
    } catch (ForecastFailedException e) {
      metrics.runtimeFailed();
      log.warn("The runtime failed on {} windows: {}", windows.size(), e.getMessage());
      return Optional.empty();
    }
  }

  /** Values at the end of a float's range have no interval: then the last value stands alone. */
  private Answer naive(ForecastStatus status, QuantileForecasts forecasts, int row, float last) {
    if (forecasts.isFinite(row)) {
      return new Answer(status, naive.name(), forecasts, row);
    }
    float[] flat = new float[forecasts.horizon() * forecasts.quantiles()];
    Arrays.fill(flat, last);
    QuantileForecasts repeated =
        new QuantileForecasts(1, forecasts.horizon(), forecasts.quantiles(), flat);
    return new Answer(status, naive.name(), repeated, 0);
  }

  /** Computes its value when it is first asked for. */
  private static final class Once implements Supplier<QuantileForecasts> {
    private final Supplier<QuantileForecasts> source;
    private Optional<QuantileForecasts> value = Optional.empty();

    Once(Supplier<QuantileForecasts> source) {
      this.source = source;
    }

    @Override
    public QuantileForecasts get() {
      if (value.isEmpty()) {
        value = Optional.of(source.get());
      }
      return value.get();
    }
  }
}
