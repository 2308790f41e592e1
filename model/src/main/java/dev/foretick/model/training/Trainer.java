package dev.foretick.model.training;

import dev.foretick.common.series.SeriesId;
import dev.foretick.model.baseline.CalibratedBaseline;
import dev.foretick.model.baseline.PointBaselines;
import dev.foretick.model.dataset.SeriesData;
import dev.foretick.model.dataset.TrainingData;
import dev.foretick.model.dl4j.Dl4jNetwork;
import dev.foretick.model.linear.LinearMap;
import dev.foretick.model.network.NetworkSpec;
import dev.foretick.model.network.NetworkWeights;
import dev.foretick.model.scaling.WindowScaler;
import dev.foretick.model.scaling.WindowScaling;
import dev.foretick.model.trained.Blend;
import dev.foretick.model.trained.SeriesGroups;
import dev.foretick.model.trained.TrainedModel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Fits one network, and the baselines beside it, to the history of any number of series. The older
 * part of each series trains; the newer one chooses the epoch, the blends and the ridge's penalty,
 * and calibrates the intervals.
 */
public final class Trainer {
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
   * Trains.
   *
   * @throws dev.foretick.model.dataset.DatasetTooShortException if no series has a window in each
   *     part
   * @throws IllegalArgumentException if a series does not suit the options
   * @throws TrainingFailedException if the loss does not stay finite
   */
  public FittedModel fit(TrainingData data) {
    Instant start = clock.instant();
    History history = new History(data, options);
    listener.onData(history.summary());
    WindowScaling scaling = history.fitScaling();
    WindowScaler scaler = new WindowScaler(scaling, options.window());
    try (Dl4jNetwork network =
        new Dl4jNetwork(
            options.window(),
            options.network(),
            options.levels(),
            options.point(),
            options.schedule().seed())) {
      NetworkFit.Outcome outcome =
          new NetworkFit(options, listener, history, scaler, network, clock).run();
      ValidationSet validation = new ValidationSet(options, history, scaler);
      BaselineFit baselines = new BaselineFit(options, history, scaler, validation);
      Mixture mixture = mixture(network, validation, baselines.ridge());
      BlendChoice choice =
          new BlendChoice(
              validation,
              mixture.quantiles(),
              baselines.seasonal().map(validation::distances).orElse(null));
      List<SeriesId> names = history.series().stream().map(SeriesData::id).toList();
      SeriesGroups groups = new GroupFit(options, validation, names, choice).groups();
      TrainedModel model =
          new TrainedModel(
              mixture.name(),
              options.window(),
              mixture.network(),
              mixture.weights(),
              scaling,
              options.levels(),
              options.point(),
              groups);
      Duration trained = Duration.between(start, clock.instant());
      return new FittedModel(
          model,
          baselines.baselines(new Membership(groups, history.series(), validation)),
          new FittedModel.FitSummary(
              history.training().size(),
              history.validation().size(),
              outcome.epochs(),
              outcome.bestEpoch(),
              trained.toMillis() / 1e3),
          notes(mixture, groups, history.series().size()));
    }
  }

  /**
   * Fits the baselines alone, for a model that is there already.
   *
   * @param model whose scaling and groups the baselines share
   */
  public List<CalibratedBaseline> fitBaselines(TrainingData data, TrainedModel model) {
    History history = new History(data, options);
    WindowScaler scaler = new WindowScaler(model.scaling(), options.window());
    ValidationSet validation = new ValidationSet(options, history, scaler);
    Membership membership = new Membership(model.groups(), history.series(), validation);
    return new BaselineFit(options, history, scaler, validation).baselines(membership);
  }

  /**
   * The network with the ridge's share in it.
   *
   * @param quantiles on the validation windows, shape [windows, horizon, quantiles], scaled
   */
  private record Mixture(
      String name, NetworkSpec network, NetworkWeights weights, float share, float[] quantiles) {}

  private Mixture mixture(
      Dl4jNetwork network, ValidationSet validation, Optional<LinearMap> ridge) {
    NetworkSpec spec = options.network();
    float[] quantiles = validation.quantiles(network);
    float share = 0;
    if (ridge.isPresent() && options.blending() == TrainingOptions.Blending.RIDGE) {
      float[] middles = validation.middles(quantiles);
      float[] linear = validation.distances(PointBaselines.ridge(options.window(), ridge.get()));
      share = RidgeBlend.share(validation, middles, linear);
      int count = options.levels().count();
      for (int i = 0; i < quantiles.length; i++) {
        quantiles[i] += share * (linear[i / count] - middles[i / count]);
      }
    }
    if (share == 0) {
      return new Mixture(spec.name(), spec, network.weights(), 0, quantiles);
    }
    return new Mixture(
        spec.name() + "+ridge",
        RidgeBlend.withHighway(spec),
        RidgeBlend.fold(
            network.weights(),
            spec,
            options.window(),
            options.levels().count(),
            ridge.orElseThrow(),
            share),
        share,
        quantiles);
  }

  private List<String> notes(Mixture mixture, SeriesGroups groups, int series) {
    List<String> notes = new ArrayList<>();
    if (mixture.share() > 0) {
      notes.add(
          String.format(
              Locale.ROOT,
              "On the validation part the network and a ridge regression together err least: the"
                  + " ridge has a share of %.0f %%.",
              100 * mixture.share()));
    }
    Blend rest = groups.rest().blend();
    if (rest.mixed() && rest.network() == 0) {
      notes.add(
          ("On the validation part the model does not beat the best naive forecast, which is therefore"
                  + " the whole forecast, under the model's name: %s.")
              .formatted(rest));
    } else if (rest.mixed()) {
      notes.add(
          ("On the validation part the model does not beat the best naive forecast, which therefore"
                  + " has a share in the forecasts: %s.")
              .formatted(rest));
    }
    long mixed =
        groups.members().values().stream()
            .filter(group -> groups.group(group).blend().mixed())
            .count();
    if (mixed > 0) {
      notes.add(
          ("For %d of %d series the model does not beat the best naive forecast on the validation"
                  + " part: there the naive forecast has a share, or the whole.")
              .formatted(mixed, series));
    }
    return notes;
  }
}
