package dev.foretick.stream.fault;

import dev.foretick.common.series.ForecastStatus;
import dev.foretick.common.window.SlidingWindow;
import dev.foretick.common.window.WindowBatch;
import dev.foretick.model.baseline.NaiveForecaster;
import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.model.onnx.OnnxForecaster;
import dev.foretick.model.onnx.OnnxOptions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a server that nothing happens to answers to some observations, by their place. */
final class UndisturbedRun {
  private static final int BATCH = 64;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final ModelBundle bundle;
  private final Map<Window, SlidingWindow> windows = new HashMap<>();
  private final Map<Place, Expectation> expected = new HashMap<>();
  private final WindowBatch batch;
  private final List<Observed> batched = new ArrayList<>();

  /** A series that comes to stand in another partition begins anew there. */
  private record Window(int partition, String series) {}

  private UndisturbedRun(ModelBundle bundle) {
    this.bundle = bundle;
    this.batch = new WindowBatch(bundle.window(), BATCH);
  }

  static Map<Place, Expectation> of(List<Observed> observations, ModelBundle bundle) {
    UndisturbedRun run = new UndisturbedRun(bundle);
    NaiveForecaster naive =
        new NaiveForecaster(
            bundle.window(),
            bundle.levels(),
            bundle.scaling(),
            bundle.model().groups().rest().calibration().naiveQuantiles(bundle.levels()));
    try (naive;
        OnnxForecaster model =
            new OnnxForecaster(bundle.model(), bundle.onnxGraph(), OnnxOptions.DEFAULT)) {
      observations.stream()
          .sorted(Comparator.comparingLong(observed -> observed.place().offset()))
          .forEach(observed -> run.observe(observed, model, naive));
      run.forecast(model);
    }
    return run.expected;
  }

  private void observe(Observed observed, OnnxForecaster model, NaiveForecaster naive) {
    SlidingWindow window =
        windows.computeIfAbsent(
            new Window(observed.place().partition(), observed.series()),
            key -> new SlidingWindow(bundle.window()));
    window.append(new float[] {(float) observed.price()}, observed.second() * NANOS_PER_SECOND);
    if (window.isFull()) {
      batch.add(window);
      batched.add(observed);
    } else {
      float[] values = new float[naive.forecastLength()];
      naive.forecast(window, values, 0);
      expected.put(observed.place(), new Expectation(observed, ForecastStatus.WARMUP, values));
    }
    if (batch.isFull()) {
      forecast(model);
    }
  }

  private void forecast(OnnxForecaster model) {
    if (batch.isEmpty()) {
      return;
    }
    int length = model.forecastLength();
    float[] all = new float[batch.size() * length];
    model.forecastInto(batch, all, 0);
    for (int row = 0; row < batched.size(); row++) {
      float[] values = new float[length];
      System.arraycopy(all, row * length, values, 0, length);
      Observed observed = batched.get(row);
      expected.put(observed.place(), new Expectation(observed, ForecastStatus.OK, values));
    }
    batch.clear();
    batched.clear();
  }
}
