package dev.foretick.model.backtest;

import java.time.Instant;
import java.util.List;

/**
 * One window of the test with what came after it and what the model said, to look at.
 *
 * @param series name of the series
 * @param cutoff time of the last observation that the forecast knew
 * @param past the end of the window, oldest first, in the units of the data
 * @param actual what came, one value for each step
 * @param times of what came
 * @param quantiles of the model, shape [horizon][quantiles]
 * @param naive point forecasts of the best naive, one for each step
 */
public record Sample(
    String series,
    Instant cutoff,
    List<Float> past,
    List<Float> actual,
    List<Instant> times,
    List<List<Float>> quantiles,
    List<Float> naive) {
  public Sample {
    past = List.copyOf(past);
    actual = List.copyOf(actual);
    times = List.copyOf(times);
    quantiles = quantiles.stream().map(List::copyOf).toList();
    naive = List.copyOf(naive);
  }
}
