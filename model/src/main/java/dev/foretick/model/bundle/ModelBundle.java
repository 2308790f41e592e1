package dev.foretick.model.bundle;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.dataset.SeriesSchema;
import dev.foretick.model.interval.IntervalCalibration;
import dev.foretick.model.network.NetworkSpec;
import dev.foretick.model.network.NetworkWeights;
import dev.foretick.model.scaling.WindowScaling;
import dev.foretick.model.training.TrainingReport;

/** Everything that a server needs to forecast, and everything that a user needs to trust it. */
public record ModelBundle(
    WindowSpec window,
    SeriesSchema schema,
    NetworkSpec network,
    NetworkWeights weights,
    WindowScaling scaling,
    QuantileLevels levels,
    IntervalCalibration calibration,
    TrainingReport report,
    Provenance provenance) {

  /** {@code cnn-lstm} or {@code lstm}. */
  public String modelName() {
    return network.name();
  }
}
