package dev.foretick.model.training;

import dev.foretick.common.window.WindowBatch;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.baseline.PointBaselines;
import dev.foretick.model.dataset.WindowPosition;
import dev.foretick.model.linear.LinearMap;
import dev.foretick.model.linear.RidgeRegression;
import dev.foretick.model.scaling.WindowScaler;
import java.util.List;
import java.util.Optional;

/** Fits the ridge regression on the training windows; validation windows choose its penalty. */
final class RidgeFit {
  /** Products of inputs that are added up: the time that fitting takes grows with them. */
  private static final double MAX_PRODUCTS = 1.5e10;

  private static final int MAX_WINDOWS = 100_000;
  private static final int LEAST_WINDOWS = 500;

  /** Penalties that are tried, relative to the mean variance of an input. */
  private static final double[] PENALTIES = {1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1};

  private final WindowSpec window;
  private final History history;
  private final WindowScaler scaler;

  RidgeFit(WindowSpec window, History history, WindowScaler scaler) {
    this.window = window;
    this.history = history;
    this.scaler = scaler;
  }

  /** The best map; nothing if windows are so long that fitting one would take too long. */
  Optional<LinearMap> fit(ValidationSet validation) {
    double products = (double) window.windowLength() * window.windowLength() / 2;
    int most = (int) Math.min(MAX_WINDOWS, MAX_PRODUCTS / products);
    if (most < LEAST_WINDOWS) {
      return Optional.empty();
    }
    RidgeRegression regression = new RidgeRegression(window.windowLength(), window.horizon());
    List<WindowPosition> windows = history.training().thinned(most);
    history.forEachBatch(windows, (some, raw) -> add(regression, some, raw));
    double bestError = Double.POSITIVE_INFINITY;
    Optional<LinearMap> best = Optional.empty();
    for (double penalty : PENALTIES) {
      LinearMap map = regression.solve(penalty);
      double error = validation.error(validation.distances(PointBaselines.ridge(window, map)));
      if (error < bestError) {
        bestError = error;
        best = Optional.of(map);
      }
    }
    return best;
  }

  private void add(RidgeRegression regression, List<WindowPosition> some, WindowBatch raw) {
    ScaledExamples examples = history.scaled(some, raw, scaler);
    regression.add(examples.windows().values(), examples.targets(), examples.size());
  }
}
