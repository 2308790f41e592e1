package dev.foretick.model.backtest;

import dev.foretick.common.series.EpochNanos;
import dev.foretick.common.window.WindowBatch;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.dataset.SeriesData;
import dev.foretick.model.dataset.WindowPosition;
import dev.foretick.model.forecaster.QuantileForecasts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps a few windows with their forecasts to look at, evenly spread over series and time. */
final class SampleCollector {
  private static final int MAX_SAMPLES = 8;

  /** Horizons of the past that a picture shows. */
  private static final int PAST_HORIZONS = 3;

  private static final int LEAST_PAST = 48;

  private final List<SeriesData> series;
  private final WindowSpec window;
  private final Map<WindowPosition, Map<Integer, List<List<Float>>>> taken = new LinkedHashMap<>();

  SampleCollector(List<SeriesData> series, WindowSpec window) {
    this.series = series;
    this.window = window;
  }

  /** Decides which windows to keep. */
  void choose(List<Fold> folds) {
    List<WindowPosition> all = folds.stream().flatMap(fold -> fold.positions().stream()).toList();
    int count = Math.min(MAX_SAMPLES, all.size());
    for (int i = 0; i < count; i++) {
      taken.put(all.get((int) ((i + 0.5) * all.size() / count)), new LinkedHashMap<>());
    }
  }

  /** Takes in what a forecaster says of a batch. */
  void take(
      int forecaster,
      List<WindowPosition> positions,
      WindowBatch batch,
      QuantileForecasts forecasts) {
    for (int row = 0; row < batch.size(); row++) {
      Map<Integer, List<List<Float>>> kept = taken.get(positions.get(row));
      if (kept != null) {
        List<List<Float>> steps = new ArrayList<>();
        for (int step = 1; step <= window.horizon(); step++) {
          steps.add(boxed(forecasts.quantiles(row, step)));
        }
        kept.put(forecaster, steps);
      }
    }
  }

  /**
   * The windows that were kept.
   *
   * @param naive which forecaster is the best naive one
   */
  List<Sample> samples(int naive) {
    List<Sample> samples = new ArrayList<>();
    taken.forEach((position, forecasts) -> samples.add(sample(position, forecasts, naive)));
    return samples;
  }

  private Sample sample(
      WindowPosition position, Map<Integer, List<List<Float>>> forecasts, int naive) {
    SeriesData data = series.get(position.series());
    int cutoff = position.cutoff();
    int past = Math.min(cutoff, Math.max(LEAST_PAST, PAST_HORIZONS * window.horizon()));
    Instant last = EpochNanos.toInstant(data.time(cutoff - 1));
    List<Instant> times = new ArrayList<>();
    for (int step = 1; step <= window.horizon(); step++) {
      times.add(EpochNanos.toInstant(data.time(cutoff + step - 1)));
    }
    List<List<Float>> quantiles = forecasts.getOrDefault(0, List.of());
    int middle = quantiles.isEmpty() ? 0 : quantiles.get(0).size() / 2;
    return new Sample(
        data.id().value(),
        last,
        values(data, cutoff - past, cutoff),
        values(data, cutoff, cutoff + window.horizon()),
        times,
        quantiles,
        forecasts.getOrDefault(naive, List.of()).stream().map(step -> step.get(middle)).toList());
  }

  private static List<Float> values(SeriesData data, int from, int to) {
    List<Float> values = new ArrayList<>(to - from);
    for (int row = from; row < to; row++) {
      values.add(data.target(row));
    }
    return values;
  }

  private static List<Float> boxed(float[] values) {
    List<Float> boxed = new ArrayList<>(values.length);
    for (float value : values) {
      boxed.add(value);
    }
    return boxed;
  }
}
