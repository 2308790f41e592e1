package dev.foretick.model.training;

import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.baseline.NaiveForecaster;
import dev.foretick.model.baseline.SeasonalNaiveForecaster;
import dev.foretick.model.dataset.SeriesData;
import dev.foretick.model.dataset.WindowPosition;
import dev.foretick.model.dl4j.Dl4jForecaster;
import dev.foretick.model.dl4j.Dl4jNetwork;
import dev.foretick.model.forecaster.Forecaster;
import dev.foretick.model.interval.IntervalCalibration;
import dev.foretick.model.network.NetworkWeights;
import dev.foretick.model.scaling.WindowScaler;
import dev.foretick.model.scaling.WindowScaling;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Fits one network to the history of any number of series. The oldest part of each series trains,
 * the next one chooses the epoch and calibrates the intervals, the newest one tells how the model
 * does beside the baselines.
 */
public final class Trainer {
  /** Windows that the report is about; of more, evenly spread ones are taken. */
  private static final int MAX_TEST_WINDOWS = 50_000;

  private final TrainingOptions options;
  private final TrainingListener listener;
  private final Clock clock;

  public Trainer(TrainingOptions options, TrainingListener listener) {
    this(options, listener, Clock.systemUTC());
  }

  Trainer(TrainingOptions options, TrainingListener listener, Clock clock) {
    this.options = options;
    this.listener = listener;
    this.clock = clock;
  }

  /**
   * Trains and reports.
   *
   * @throws dev.foretick.model.dataset.DatasetTooShortException if no series has a window in each
   *     part
   * @throws IllegalArgumentException if a series does not suit the options
   * @throws TrainingFailedException if the loss does not stay finite
   */
  public TrainedModel train(List<SeriesData> series) {
    Instant start = clock.instant();
    History history = new History(series, options);
    listener.onData(history.summary());
    WindowScaling scaling = history.fitScaling();
    WindowScaler scaler = new WindowScaler(scaling, options.window());
    try (Dl4jNetwork network =
        new Dl4jNetwork(
            options.window(), options.network(), options.levels(), options.schedule().seed())) {
      NetworkFit.Outcome outcome =
          new NetworkFit(options, listener, history, scaler, network, clock).run();
      Duration trained = Duration.between(start, clock.instant());
      Calibrator calibrator = new Calibrator(options, history, scaler);
      IntervalCalibration calibration = calibrator.calibrate(network);
      NetworkWeights weights = network.weights();
      List<WindowPosition> testWindows = history.test().thinned(MAX_TEST_WINDOWS);
      List<Forecaster> forecasters = forecasters(weights, scaling, calibration, calibrator);
      TrainingReport report =
          new TrainingReport(
              series.size(),
              history.training().size(),
              history.validation().size(),
              testWindows.size(),
              options.seasonality(),
              options.schedule().seed(),
              outcome.epochs(),
              outcome.bestEpoch(),
              trained.toMillis() / 1e3,
              evaluate(forecasters, history, testWindows));
      return new TrainedModel(weights, scaling, calibration, report);
    }
  }

  private List<ForecasterResult> evaluate(
      List<Forecaster> forecasters, History history, List<WindowPosition> windows) {
    try {
      return new Evaluation(history, windows, options.levels(), history.seasonalErrors())
          .compare(forecasters);
    } finally {
      forecasters.forEach(Forecaster::close);
    }
  }

  private List<Forecaster> forecasters(
      NetworkWeights weights,
      WindowScaling scaling,
      IntervalCalibration calibration,
      Calibrator calibrator) {
    WindowSpec window = options.window();
    List<Forecaster> forecasters = new ArrayList<>();
    forecasters.add(
        new Dl4jForecaster(
            window, options.network(), weights, scaling, options.levels(), calibration));
    forecasters.add(
        new NaiveForecaster(
            window, options.levels(), scaling, calibration.naiveQuantiles(options.levels())));
    int period = options.seasonality();
    // A window shorter than a season does not know what the season did.
    if (period > 1 && period <= window.inputSize()) {
      forecasters.add(
          new SeasonalNaiveForecaster(
              window,
              options.levels(),
              scaling,
              calibrator.seasonalQuantiles(period, window.inputSize()),
              period));
    }
    return forecasters;
  }
}
