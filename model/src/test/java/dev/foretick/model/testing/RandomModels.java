package dev.foretick.model.testing;

import dev.foretick.common.series.PointForecast;
import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.series.SeriesId;
import dev.foretick.common.window.Window;
import dev.foretick.common.window.WindowBatch;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.model.bundle.Provenance;
import dev.foretick.model.dataset.SeriesSchema;
import dev.foretick.model.network.NetworkSpec;
import dev.foretick.model.network.NetworkWeights;
import dev.foretick.model.onnx.OnnxExporter;
import dev.foretick.model.scaling.Normalization;
import dev.foretick.model.scaling.TargetTransform;
import dev.foretick.model.scaling.WindowScaling;
import dev.foretick.model.trained.Blend;
import dev.foretick.model.trained.SeriesGroup;
import dev.foretick.model.trained.SeriesGroups;
import dev.foretick.model.trained.TrainedModel;
import dev.foretick.model.training.EpochResult;
import dev.foretick.model.training.ForecasterResult;
import dev.foretick.model.training.TrainingReport;
import dev.foretick.model.untrained.RandomParameters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
    return bundle(seed, window, network, transform, normalization, levels, 1, List.of(Blend.MODEL));
  }

  /**
   * A whole bundle with several groups of series.
   *
   * @param period steps of a season
   * @param blends one for each group; series {@code s1} is in group 1, {@code s2} in 2, and so on
   */
  public static ModelBundle bundle(
      long seed,
      WindowSpec window,
      NetworkSpec network,
      TargetTransform transform,
      Normalization normalization,
      QuantileLevels levels,
      int period,
      List<Blend> blends) {
    Random random = new Random(seed);
    RandomParameters parameters = new RandomParameters(random);
    NetworkWeights weights = parameters.weights(window, network, levels.count());
    TrainedModel model =
        new TrainedModel(
            network.name(),
            window,
            network,
            weights,
            scaling(random, window, transform, normalization),
            levels,
            PointForecast.MEDIAN,
            groups(parameters, window.horizon(), levels.count() / 2, period, blends));
    SeriesSchema schema =
        new SeriesSchema(
            "price",
            IntStream.range(1, window.channels()).mapToObj(i -> "covariate" + i).toList(),
            Duration.ofSeconds(1));
    Provenance provenance =
        Provenance.of(
            weights,
            Instant.parse("2026-01-01T00:00:00Z"),
            "0.1.0",
            "random",
            "",
            Instant.parse("2025-12-31T00:00:00Z"));
    return new ModelBundle(
        model,
        schema,
        report(window.horizon()),
        provenance,
        OnnxExporter.export(model, schema, provenance.modelVersion()));
  }

  /** A batch of random walks around {@code level}, their covariates around 50. */
  public static WindowBatch walks(long seed, WindowSpec spec, int count, double level) {
    return walks(seed, spec, count, level, 1);
  }

  /** A batch of random walks whose rows take turns in their groups. */
  public static WindowBatch walks(long seed, WindowSpec spec, int count, double level, int groups) {
    Random random = new Random(seed);
    WindowBatch batch = new WindowBatch(spec, count);
    for (int row = 0; row < count; row++) {
      float[] values = new float[spec.windowLength()];
      double walk = level;
      for (int i = 0; i < values.length; i++) {
        walk += 1e-3 * level * random.nextGaussian();
        values[i] = (float) (i < spec.inputSize() ? walk : 50 + 5 * random.nextGaussian());
      }
      batch.add(new Window(spec.channels(), row, values), row % groups);
    }
    return batch;
  }

  private static WindowScaling scaling(
      Random random, WindowSpec window, TargetTransform transform, Normalization normalization) {
    int covariates = window.channels() - 1;
    double targetScale =
        switch (transform) {
          case NONE -> 8;
          case DIFFERENCE -> 1;
          case LOG_RETURN -> 1e-3;
          case LOG -> 1e-2;
        };
    return new WindowScaling(
        transform,
        normalization,
        targetScale,
        1e-3 * targetScale,
        DoubleStream.generate(() -> 50 + random.nextGaussian()).limit(covariates).toArray(),
        DoubleStream.generate(() -> 4 + random.nextDouble()).limit(covariates).toArray());
  }

  private static SeriesGroups groups(
      RandomParameters parameters, int horizon, int intervals, int period, List<Blend> blends) {
    List<SeriesGroup> groups = new ArrayList<>();
    Map<SeriesId, Integer> members = new LinkedHashMap<>();
    for (Blend blend : blends) {
      if (!groups.isEmpty()) {
        members.put(new SeriesId("s" + groups.size()), groups.size());
      }
      groups.add(new SeriesGroup(blend, parameters.calibration(horizon, intervals)));
    }
    return new SeriesGroups(groups, members, period);
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
        List.of(new ForecasterResult("lstm", 1, 2, Double.NaN, 4, 0.9, 5, 6, 0.1, byStep)),
        List.of("A note."));
  }
}
