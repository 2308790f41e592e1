package dev.foretick.stream.app;

import dev.foretick.model.baseline.NaiveForecaster;
import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.model.forecaster.Forecaster;
import dev.foretick.stream.config.ServeConfig;
import dev.foretick.stream.consume.LoopModel;
import dev.foretick.stream.inference.SafeForecaster;
import dev.foretick.stream.metrics.LoopMetrics;
import dev.foretick.stream.publish.ServedModel;
import java.util.List;
import java.util.stream.IntStream;

/** Makes of a bundle what a loop needs of it, with a forecaster of the loop's own. */
final class ModelOpener {
  private final ForecasterOpener opener;
  private final ServeConfig.Model config;

  ModelOpener(ForecasterOpener opener, ServeConfig.Model config) {
    this.opener = opener;
    this.config = config;
  }

  /** The model of the server's start. */
  LoopModel open(ModelBundle bundle, LoopMetrics ofLoop) {
    return open(bundle, ofLoop, () -> {});
  }

  /**
   * Opens a model.
   *
   * @param whenTaken what the loop does when it forecasts with the model
   */
  LoopModel open(ModelBundle bundle, LoopMetrics ofLoop, Runnable whenTaken) {
    List<String> namesUsed =
        IntStream.range(0, bundle.model().groups().count())
            .mapToObj(bundle.model()::nameUsed)
            .toList();
    NaiveForecaster naive =
        new NaiveForecaster(
            bundle.window(),
            bundle.levels(),
            bundle.scaling(),
            bundle.model().groups().rest().calibration().naiveQuantiles(bundle.levels()));
    Forecaster forecaster = opener.open(bundle, config.runtime(), config.threads());
    return new LoopModel(
        forecaster,
        new SafeForecaster(forecaster, namesUsed::get, naive, ofLoop),
        served(bundle),
        bundle.model().groups().members(),
        whenTaken);
  }

  /** What forecasts say about a model. */
  static ServedModel served(ModelBundle bundle) {
    return new ServedModel(
        bundle.modelName(),
        bundle.provenance().modelVersion(),
        bundle.levels(),
        bundle.model().point(),
        bundle.window().horizon(),
        bundle.schema().frequency());
  }
}
