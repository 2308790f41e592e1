package dev.foretick.stream.watch;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.WindowSpec;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How much of a series is shown, which is bounded whatever its model.
 *
 * @param past how many observations before the forecast
 * @param channels of an observation that are shown, the target first
 * @param horizon of a forecast
 * @param quantiles of each of its steps
 * @param median which of the quantiles is the forecast's middle
 * @param steps of a forecast that are shown, ascending
 * @param leads steps whose forecasts are kept until their actual values have come, ascending
 */
public record WatchShape(
    int past,
    int channels,
    int horizon,
    int quantiles,
    int median,
    List<Integer> steps,
    List<Integer> leads) {
  /** Lower bound, middle and upper bound. */
  public static final int BOUNDS = 3;

  private static final int LEAST_PAST = 60;
  private static final int MOST_PAST = 480;
  private static final int MOST_CHANNELS = 7;
  private static final int MOST_STEPS = 720;

  /** A forecast is remembered for so many observations. */
  private static final int LONGEST_LEAD = 512;

  public WatchShape {
    steps = List.copyOf(steps);
    leads = List.copyOf(leads);
  }

  /**
   * What is shown of the series of a model.
   *
   * @param brought how many channels an observation brings, those of the calendar aside
   */
  public static WatchShape of(WindowSpec window, QuantileLevels levels, int brought) {
    int horizon = window.horizon();
    int stride = (horizon + MOST_STEPS - 1) / MOST_STEPS;
    List<Integer> steps =
        IntStream.iterate(horizon, step -> step > 0, step -> step - stride)
            .sorted()
            .boxed()
            .toList();
    int longest = Math.min(horizon, LONGEST_LEAD);
    List<Integer> leads =
        IntStream.of(1, (longest + 1) / 2, longest).distinct().sorted().boxed().toList();
    return new WatchShape(
        Math.max(LEAST_PAST, Math.min(MOST_PAST, window.inputSize())),
        Math.min(MOST_CHANNELS, brought),
        horizon,
        levels.count(),
        levels.medianIndex(),
        steps,
        leads);
  }

  /** The bounds of the steps that are shown, of a forecast of shape [horizon, quantiles]. */
  float[] shown(float[] values, int from) {
    return bounds(steps, values, from);
  }

  /** The bounds of the steps that are kept, of a forecast of shape [horizon, quantiles]. */
  float[] said(float[] values, int from) {
    return bounds(leads, values, from);
  }

  /** How many observations are remembered: enough to show the past and to know each lead's. */
  int capacity() {
    int most = Math.max(past, leads.get(leads.size() - 1));
    return 2 * Integer.highestOneBit(2 * most - 1);
  }

  /** The second bounds, changed to the first where those are known. */
  static float[] completed(float @Nullable [] known, float[] otherwise) {
    if (known == null) {
      return otherwise;
    }
    for (int i = 0; i < known.length; i++) {
      otherwise[i] = Float.isNaN(known[i]) ? otherwise[i] : known[i];
    }
    return otherwise;
  }

  /** Bounds of which nothing is known. */
  float[] unknown() {
    float[] bounds = new float[leads.size() * BOUNDS];
    Arrays.fill(bounds, Float.NaN);
    return bounds;
  }

  /** Shape [steps, bounds]. */
  private float[] bounds(List<Integer> of, float[] values, int from) {
    float[] bounds = new float[of.size() * BOUNDS];
    int at = 0;
    for (int step : of) {
      int first = from + (step - 1) * quantiles;
      bounds[at++] = values[first];
      bounds[at++] = values[first + median];
      bounds[at++] = values[first + quantiles - 1];
    }
    return bounds;
  }
}
