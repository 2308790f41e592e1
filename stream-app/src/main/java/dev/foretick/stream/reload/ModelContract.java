package dev.foretick.stream.reload;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.model.dataset.SeriesSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a model must have in common with the one that runs to take its place: the windows that are
 * in memory, the channels that messages bring and the quantiles that readers of the forecasts know.
 *
 * @param positive whether observations have to be positive, for a model that takes logarithms
 */
record ModelContract(
    WindowSpec window, SeriesSchema schema, QuantileLevels levels, boolean positive) {

  static ModelContract of(ModelBundle bundle) {
    return new ModelContract(
        bundle.window(),
        bundle.schema(),
        bundle.levels(),
        bundle.scaling().transform().isLogarithmic());
  }

  /** What a model does not have in common, one line each; empty if it may take the place. */
  List<String> differences(ModelContract other) {
    List<String> found = new ArrayList<>();
    compare(found, "window.input-size", other.window.inputSize(), window.inputSize());
    compare(found, "window.horizon", other.window.horizon(), window.horizon());
    compare(found, "window.channels", other.window.channels(), window.channels());
    compare(found, "schema.target", other.schema.target(), schema.target());
    compare(found, "schema.covariates", other.schema.covariates(), schema.covariates());
    compare(found, "schema.calendar", other.schema.calendar(), schema.calendar());
    compare(found, "schema.frequency", other.schema.frequency(), schema.frequency());
    compare(found, "quantiles", other.levels, levels);
    compare(found, "takes logarithms", other.positive, positive);
    return found;
  }

  private static void compare(List<String> differences, String what, Object found, Object running) {
    if (!Objects.equals(found, running)) {
      differences.add(
          "%s: %s (expected: %s, as of the model that runs; restart to serve it)"
              .formatted(what, found, running));
    }
  }
}
