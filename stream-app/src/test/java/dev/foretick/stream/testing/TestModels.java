package dev.foretick.stream.testing;

import dev.foretick.common.series.PointForecast;
import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.series.SeriesId;
import dev.foretick.common.window.CalendarFeature;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.bundle.BundleFile;
import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.model.bundle.Provenance;
import dev.foretick.model.dataset.SeriesSchema;
import dev.foretick.model.interval.IntervalCalibration;
import dev.foretick.model.network.ConvBlock;
import dev.foretick.model.network.NetworkSpec;
import dev.foretick.model.network.NetworkWeights;
import dev.foretick.model.network.Tensor;
import dev.foretick.model.onnx.OnnxExporter;
import dev.foretick.model.scaling.Normalization;
import dev.foretick.model.scaling.TargetTransform;
import dev.foretick.model.scaling.WindowScaling;
import dev.foretick.model.trained.Blend;
import dev.foretick.model.trained.SeriesGroup;
import dev.foretick.model.trained.SeriesGroups;
import dev.foretick.model.trained.TrainedModel;
import dev.foretick.model.training.TrainingReport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Whole models with random weights: as good as trained ones for all but their forecasts. */
public final class TestModels {
  public static final int INPUT_SIZE = 16;
  public static final int HORIZON = 3;
  public static final QuantileLevels LEVELS = QuantileLevels.centralInterval(90);

  private static final int SEED = 7;
  private static final NetworkSpec NETWORK =
      new NetworkSpec(List.of(ConvBlock.patchEmbedding(4, 8)), List.of(8), 0, true);

  private TestModels() {}

  /** A model of one price without covariates, one observation a second. */
  public static ModelBundle price() {
    return price(SEED);
  }

  /** The same with other weights, and so of another version. */
  public static ModelBundle price(int seed) {
    return price(INPUT_SIZE, seed);
  }

  /** A model of another target without covariates. */
  public static ModelBundle of(String target, Duration interval) {
    return model(
        TargetTransform.NONE,
        new SeriesSchema(target, List.of(), interval),
        SeriesGroups.of(calibration(1)),
        INPUT_SIZE,
        SEED);
  }

  /** A model of one price over windows of another size. */
  public static ModelBundle price(int inputSize, int seed) {
    return model(
        TargetTransform.NONE,
        new SeriesSchema("price", List.of(), Duration.ofSeconds(1)),
        SeriesGroups.of(calibration(1)),
        inputSize,
        seed);
  }

  /**
   * A model of one price that is told the minute of the hour. Series {@code s1} to {@code s3} have
   * groups of their own: the model blended with a naive forecast, a naive forecast alone, another
   * calibration.
   */
  public static ModelBundle grouped() {
    List<SeriesGroup> groups =
        List.of(
            new SeriesGroup(Blend.MODEL, calibration(1)),
            new SeriesGroup(new Blend(0.5f, 0.3f), calibration(2)),
            new SeriesGroup(new Blend(0, 1), calibration(3)),
            new SeriesGroup(Blend.MODEL, calibration(4)));
    Map<SeriesId, Integer> members =
        Map.of(new SeriesId("s1"), 1, new SeriesId("s2"), 2, new SeriesId("s3"), 3);
    return model(
        TargetTransform.NONE,
        new SeriesSchema(
            "price", List.of(), List.of(CalendarFeature.MINUTE_OF_HOUR), Duration.ofSeconds(1)),
        new SeriesGroups(groups, members, 5),
        INPUT_SIZE,
        SEED);
  }

  /** A model of the closes of bars, which knows their volumes. */
  public static ModelBundle bars(Duration interval) {
    return model(
        TargetTransform.NONE,
        new SeriesSchema("close", List.of("volume"), interval),
        SeriesGroups.of(calibration(1)),
        INPUT_SIZE,
        SEED);
  }

  public static ModelBundle model(TargetTransform transform, List<String> covariates) {
    return model(
        transform,
        new SeriesSchema("price", covariates, Duration.ofSeconds(1)),
        SeriesGroups.of(calibration(1)),
        INPUT_SIZE,
        SEED);
  }

  private static ModelBundle model(
      TargetTransform transform,
      SeriesSchema schema,
      SeriesGroups groups,
      int inputSize,
      int seed) {
    WindowSpec window = new WindowSpec(inputSize, HORIZON, schema.channels());
    NetworkWeights weights = weights(window, seed);
    double[] means = new double[schema.channels() - 1];
    double[] scales = new double[schema.channels() - 1];
    Arrays.fill(scales, 1);
    TrainedModel model =
        new TrainedModel(
            NETWORK.name(),
            window,
            NETWORK,
            weights,
            new WindowScaling(transform, Normalization.LAST_VALUE, 0.5, 0.5, means, scales),
            LEVELS,
            PointForecast.MEDIAN,
            groups);
    return new ModelBundle(
        model,
        schema,
        new TrainingReport(1, 1, 1, 1, groups.period(), 7, List.of(), 1, 1, List.of(), List.of()),
        Provenance.of(
            weights, Instant.parse("2026-01-01T00:00:00Z"), "test", "random", "", Instant.EPOCH),
        OnnxExporter.export(model));
  }

  /** Writes a model as a bundle and returns its path. */
  public static Path write(ModelBundle bundle, Path directory) {
    Path file = directory.resolve("model.foretick");
    BundleFile.write(bundle, file);
    return file;
  }

  private static NetworkWeights weights(WindowSpec window, int seed) {
    Random random = new Random(seed);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    NetworkWeights.shapes(NETWORK, window, LEVELS.count())
        .forEach(
            (name, shape) -> {
              float[] values = new float[Arrays.stream(shape).reduce(1, Math::multiplyExact)];
              for (int i = 0; i < values.length; i++) {
                values[i] = (float) (0.3 * random.nextGaussian());
              }
              tensors.put(name, new Tensor(shape, values));
            });
    return NetworkWeights.of(NETWORK, window, LEVELS.count(), tensors);
  }

  /** Wider intervals for a larger width. */
  private static IntervalCalibration calibration(float width) {
    float[][][] scores = new float[HORIZON][1][];
    float[][] naive = new float[HORIZON][];
    for (int step = 0; step < HORIZON; step++) {
      scores[step][0] = new float[] {-0.1f * width, 0, 0.1f * width, 0.2f * width};
      naive[step] = new float[] {-2, -1, 0, 1, 2};
    }
    return new IntervalCalibration(scores, naive);
  }
}
