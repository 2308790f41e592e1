package dev.foretick.model.training;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.baseline.CalibratedBaseline;
import dev.foretick.model.baseline.PointBaseline;
import dev.foretick.model.baseline.PointBaselines;
import dev.foretick.model.interval.ResidualQuantiles;
import dev.foretick.model.interval.ResidualSample;
import dev.foretick.model.linear.LinearMap;
import dev.foretick.model.scaling.WindowScaler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/** Fits the baselines on what the model is fitted on, and calibrates them as it is calibrated. */
final class BaselineFit {
  private final WindowSpec window;
  private final QuantileLevels levels;
  private final WindowScaler scaler;
  private final ValidationSet validation;
  private final Optional<PointBaseline> seasonal;
  private final Optional<LinearMap> ridge;

  BaselineFit(
      TrainingOptions options, History history, WindowScaler scaler, ValidationSet validation) {
    this.window = options.window();
    this.levels = options.levels();
    this.scaler = scaler;
    this.validation = validation;
    this.seasonal = seasonal(options.seasonality());
    this.ridge = new RidgeFit(window, history, scaler).fit(validation);
  }

  /** The seasonal naive forecast, if there is a season and a window holds one. */
  Optional<PointBaseline> seasonal() {
    return seasonal;
  }

  /** The ridge regression, if the window is not too long for one. */
  Optional<LinearMap> ridge() {
    return ridge;
  }

  /** All baselines, the naive ones first, calibrated group by group. */
  List<CalibratedBaseline> baselines(Membership membership) {
    List<PointBaseline> points = new ArrayList<>();
    points.add(PointBaselines.naive(window));
    points.add(PointBaselines.ewma(window, scaler));
    seasonal.ifPresent(points::add);
    points.add(PointBaselines.drift(window, scaler));
    ridge.ifPresent(map -> points.add(PointBaselines.ridge(window, map)));
    return points.stream()
        .map(
            point ->
                new CalibratedBaseline(
                    point, window, levels, scaler, errorQuantiles(point, membership)))
        .toList();
  }

  private Optional<PointBaseline> seasonal(int period) {
    // A window shorter than a season does not know what the season did.
    return period > 1 && period <= window.inputSize()
        ? Optional.of(PointBaselines.seasonalNaive(window, scaler, period))
        : Optional.empty();
  }

  /** Quantiles of a baseline's errors in its error units: [groups][horizon][quantiles]. */
  private float[][][] errorQuantiles(PointBaseline baseline, Membership membership) {
    float[] distances = validation.distances(baseline);
    double[] units = validation.errorUnits(baseline);
    float[][][] byGroup = new float[membership.groups()][][];
    for (int group = 0; group < byGroup.length; group++) {
      byGroup[group] = errorQuantiles(distances, units, membership.speakersFor(group));
    }
    return byGroup;
  }

  private float[][] errorQuantiles(float[] distances, double[] units, IntPredicate speakers) {
    int horizon = window.horizon();
    ResidualSample sample = new ResidualSample(horizon, validation.size());
    for (int i = 0; i < validation.size(); i++) {
      if (speakers.test(validation.series(i))) {
        for (int step = 0; step < horizon; step++) {
          int at = i * horizon + step;
          sample.add(step, (float) ((validation.targets()[at] - distances[at]) / units[i]));
        }
      }
    }
    return ResidualQuantiles.of(sample.ascending(), levels);
  }
}
