package dev.foretick.stream.cli;

import dev.foretick.common.series.SeriesId;
import dev.foretick.common.wire.CsvField;
import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.model.dataset.SeriesSchema;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether data are read as they were for training a model that is there already: its series by
 * their names, which say what {@link dev.foretick.model.trained.SeriesGroup} they are in, and its
 * channels in their order.
 */
final class ModelReading {
  /** Names that fit a message. */
  private static final int SHOWN = 5;

  private final ModelBundle bundle;
  private final DataOptions options;
  private final LoadedData data;

  ModelReading(ModelBundle bundle, DataOptions options, LoadedData data) {
    this.bundle = bundle;
    this.options = options;
    this.data = data;
  }

  /**
   * Refuses data whose figures would not be those of the model.
   *
   * @throws IllegalArgumentException with what to give instead
   */
  void requireSame() {
    SeriesSchema model = bundle.schema();
    List<String> covariates = data.schema().covariates();
    if (!covariates.equals(model.covariates())
        && new HashSet<>(covariates).equals(new HashSet<>(model.covariates()))) {
      throw new IllegalArgumentException(
          "--covariate-fields: %s (expected: the model's order %s)"
              .formatted(covariates, model.covariates()));
    }
    if (!data.schema().calendar().equals(model.calendar())) {
      throw new IllegalArgumentException(
          "--calendar: %s (expected: %s, as the model was trained)"
              .formatted(data.schema().calendar(), model.calendar()));
    }
    if (knowsNone() && options.seriesField().isEmpty() && options.seriesColumns().isEmpty()) {
      throw new IllegalArgumentException(insteadOfOneSeries());
    }
  }

  /** What may be meant and yet looks like a mistake, one line each. */
  List<String> doubts() {
    String target = data.schema().target();
    if (knowsNone()) {
      return List.of(
          "no series is one that the model has a group for, such as %s: all are forecast as new ones"
              .formatted(members()));
    }
    return target.equals(bundle.schema().target()) || options.seriesColumns().isPresent()
        ? List.of()
        : List.of(
            "--target-field: '%s', but the model's target is '%s'"
                .formatted(target, bundle.schema().target()));
  }

  private boolean knowsNone() {
    Map<SeriesId, Integer> groups = bundle.model().groups().members();
    return !groups.isEmpty()
        && data.series().stream().noneMatch(series -> groups.containsKey(series.id()));
  }

  private String insteadOfOneSeries() {
    String target = options.targetName();
    Optional<SeriesId> column =
        bundle.model().groups().members().keySet().stream()
            .filter(series -> series.value().equals(target))
            .findFirst();
    return column.isPresent()
        ? "--target-field: '%s', of a model that has a series for each column (expected: --channels '%s')"
            .formatted(target, CsvField.written(target))
        : "series: '%s', named after the file (expected: series of the model, such as %s; --channels or --series-field as for training)"
            .formatted(data.series().get(0).id(), members());
  }

  private String members() {
    return bundle.model().groups().members().keySet().stream()
        .limit(SHOWN)
        .map(series -> CsvField.written(series.value()))
        .collect(Collectors.joining(", "));
  }
}
