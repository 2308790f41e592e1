package dev.foretick.stream.app;

import dev.foretick.common.wire.ObservationFormat;
import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.model.dataset.SeriesSchema;
import dev.foretick.stream.config.ConfigException;
import dev.foretick.stream.config.ServeConfig;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * What the messages have to look like so that the model understands them. The model says how many
 * channels there are, in which order, and what they are called unless the configuration renames
 * them.
 */
final class InputContract {
  private InputContract() {}

  /**
   * Brings configuration and model together.
   *
   * @throws ConfigException if the configuration contradicts the model
   */
  static ObservationFormat of(ServeConfig.Input input, ModelBundle bundle) {
    SeriesSchema schema = bundle.schema();
    String target = input.targetField().orElse(schema.target());
    List<String> covariates = input.covariateFields().orElse(schema.covariates());
    List<String> problems = new ArrayList<>();
    if (covariates.size() != schema.covariates().size()) {
      problems.add(
          "input.covariate-fields: %s (expected: %d, as the model was trained with %s)"
              .formatted(covariates, schema.covariates().size(), schema.covariates()));
    } else if (!covariates.equals(schema.covariates())
        && new HashSet<>(covariates).equals(new HashSet<>(schema.covariates()))) {
      problems.add(
          "input.covariate-fields: %s (expected: the model's order %s)"
              .formatted(covariates, schema.covariates()));
    }
    if (schema.covariates().contains(target)) {
      problems.add(
          "input.target-field: %s (expected: %s, the model's target; %s is one of its covariates)"
              .formatted(target, schema.target(), target));
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return format(input, target, covariates, bundle.scaling().transform().isLogarithmic());
  }

  /**
   * A format with these fields.
   *
   * @throws ConfigException if they do not go with the others
   */
  static ObservationFormat format(
      ServeConfig.Input input, String target, List<String> covariates, boolean positiveTarget) {
    try {
      return new ObservationFormat(
          input.format(),
          input.seriesField(),
          input.timeField(),
          input.timeFormat(),
          target,
          covariates,
          input.csvDelimiter(),
          input.csvColumns(),
          positiveTarget);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(List.of("input." + e.getMessage()));
    }
  }
}
