package dev.foretick.model.untrained;

import dev.foretick.common.series.PointForecast;
import dev.foretick.common.series.QuantileLevels;
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
import dev.foretick.model.trained.SeriesGroups;
import dev.foretick.model.trained.TrainedModel;
import dev.foretick.model.training.TrainingReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/**
 * A whole bundle of one series of values, whose network has random weights: what it says means
 * nothing, what it costs is what a trained one of the same shape costs. Follows from its seed.
 */
public final class UntrainedBundle {
  private static final String DATA = "none: random weights";

  private UntrainedBundle() {}

  /**
   * Makes a bundle for windows of one channel.
   *
   * @throws IllegalArgumentException if the network does not fit the window
   */
  public static ModelBundle of(
      long seed, WindowSpec window, NetworkSpec network, QuantileLevels levels) {
    RandomParameters parameters = new RandomParameters(new Random(seed));
    NetworkWeights weights = parameters.weights(window, network, levels.count());
    TrainedModel model =
        new TrainedModel(
            network.name(),
            window,
            network,
            weights,
            new WindowScaling(
                TargetTransform.NONE,
                Normalization.INSTANCE,
                1,
                1e-3,
                new double[0],
                new double[0]),
            levels,
            PointForecast.MEDIAN,
            SeriesGroups.of(parameters.calibration(window.horizon(), levels.count() / 2)));
    SeriesSchema schema = new SeriesSchema("value", List.of(), Duration.ofSeconds(1));
    Provenance provenance =
        Provenance.of(weights, Instant.EPOCH, "untrained", DATA, "", Instant.EPOCH);
    return new ModelBundle(
        model,
        schema,
        new TrainingReport(0, 0, 0, 0, 1, seed, List.of(), 0, 0, List.of(), List.of(DATA)),
        provenance,
        OnnxExporter.export(model, schema, provenance.modelVersion()));
  }
}
