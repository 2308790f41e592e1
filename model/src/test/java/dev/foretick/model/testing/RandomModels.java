package dev.foretick.model.testing;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.Window;
import dev.foretick.common.window.WindowBatch;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.model.bundle.Provenance;
import dev.foretick.model.dataset.SeriesSchema;
import dev.foretick.model.interval.IntervalCalibration;
import dev.foretick.model.network.NetworkSpec;
import dev.foretick.model.network.NetworkWeights;
import dev.foretick.model.network.Tensor;
import dev.foretick.model.onnx.OnnxExporter;
import dev.foretick.model.scaling.Normalization;
import dev.foretick.model.scaling.TargetTransform;
import dev.foretick.model.scaling.WindowScaling;
import dev.foretick.model.training.EpochResult;
import dev.foretick.model.training.ForecasterResult;
import dev.foretick.model.training.TrainingReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Untrained models and windows that follow from a seed. */
public final class RandomModels {
  private RandomModels() {}

  /** A whole bundle whose every number is random. */
  public static ModelBundle bundle(
      long seed,
      WindowSpec window,
      NetworkSpec network,
      TargetTransform transform,
      Normalization normalization,
      QuantileLevels levels) {
    Random random = new Random(seed);
    NetworkWeights weights = weights(random, window, network, levels.count());
    WindowScaling scaling = scaling(random, window, transform, normalization);
    IntervalCalibration calibration = calibration(random, window.horizon(), levels.count() / 2);
    SeriesSchema schema =
        new SeriesSchema(
            "price",
            IntStream.range(1, window.channels()).mapToObj(i -> "covariate" + i).toList(),
            Duration.ofSeconds(1));
    Provenance provenance =
        Provenance.of(weights, Instant.parse("2026-01-01T00:00:00Z"), "0.1.0", "random", "");
    byte[] graph =
        OnnxExporter.export(
            window,
            schema,
            network,
            weights,
            scaling,
            levels,
            calibration,
            provenance.modelVersion());
    return new ModelBundle(
        window,
        schema,
        network,
        weights,
        scaling,
        levels,
        calibration,
        report(window.horizon()),
        provenance,
        graph);
  }

  /** A batch of random walks around {@code level}, their covariates around 50. */
  public static WindowBatch walks(long seed, WindowSpec spec, int count, double level) {
    Random random = new Random(seed);
    WindowBatch batch = new WindowBatch(spec, count);
    for (int row = 0; row < count; row++) {
      float[] values = new float[spec.windowLength()];
      double walk = level;
      for (int i = 0; i < values.length; i++) {
        walk += 1e-3 * level * random.nextGaussian();
        values[i] = (float) (i < spec.inputSize() ? walk : 50 + 5 * random.nextGaussian());
      }
      batch.add(new Window(spec.channels(), row, values));
    }
    return batch;
  }

  private static NetworkWeights weights(
      Random random, WindowSpec window, NetworkSpec network, int quantiles) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    NetworkWeights.shapes(network, window, quantiles)
        .forEach((name, shape) -> tensors.put(name, tensor(random, shape)));
    return NetworkWeights.of(network, window, quantiles, tensors);
  }

  /** Numbers that keep sums over a row near 1, whatever its length. */
  private static Tensor tensor(Random random, int[] shape) {
    int length = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    double spread = 1 / Math.sqrt((double) length / shape[0]);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) (spread * random.nextGaussian());
    }
    return new Tensor(shape, values);
  }

  private static WindowScaling scaling(
      Random random, WindowSpec window, TargetTransform transform, Normalization normalization) {
    int covariates = window.channels() - 1;
    double targetScale =
        switch (transform) {
          case NONE -> 8;
          case DIFFERENCE -> 1;
          case LOG_RETURN -> 1e-3;
        };
    return new WindowScaling(
        transform,
        normalization,
        targetScale,
        DoubleStream.generate(() -> 50 + random.nextGaussian()).limit(covariates).toArray(),
        DoubleStream.generate(() -> 4 + random.nextDouble()).limit(covariates).toArray());
  }

  private static IntervalCalibration calibration(Random random, int horizon, int intervals) {
    float[][][] scores = new float[horizon][intervals][];
    float[][] naive = new float[horizon][];
    for (int step = 0; step < horizon; step++) {
      for (int interval = 0; interval < intervals; interval++) {
        scores[step][interval] = ascending(random, 20);
      }
      naive[step] = ascending(random, 30);
    }
    return new IntervalCalibration(scores, naive);
  }

  private static float[] ascending(Random random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    Arrays.sort(values);
    return values;
  }

  private static TrainingReport report(int horizon) {
    List<Double> byStep = IntStream.rangeClosed(1, horizon).mapToObj(step -> step / 8.0).toList();
    return new TrainingReport(
        1,
        100,
        10,
        20,
        1,
        42,
        List.of(new EpochResult(1, 0.5, 0.25, 1e-3)),
        1,
        1.5,
        List.of(new ForecasterResult("lstm", 1, 2, Double.NaN, 4, 0.9, 5, 6, 0.1, byStep)));
  }
}
