package dev.foretick.stream.cli;

import dev.foretick.common.wire.ObservationFormat;
import dev.foretick.common.wire.TimeUnitFormat;
import dev.foretick.model.bundle.BundleFile;
import dev.foretick.stream.app.InputFormat;
import dev.foretick.stream.config.LocalDefaults;
import dev.foretick.stream.config.ServeConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What messages look like, so that the server that reads them understands them. */
final class FeedFormat {
  private FeedFormat() {}

  /**
   * The format of a server's input.
   *
   * @param target what the value is called where neither configuration nor model says so
   * @param covariates what the further values are called then
   */
  static ObservationFormat of(ServeConfig config, String target, List<String> covariates) {
    Path model = config.model().path();
    return Files.exists(model)
        ? InputFormat.of(config, BundleFile.read(model))
        : InputFormat.of(config, target, covariates);
  }

  /** The format that a server reads without a word about it in its configuration. */
  static ObservationFormat standard(String target, List<String> covariates) {
    return json(LocalDefaults.TIME_FIELD, TimeUnitFormat.ISO, Optional.empty(), target, covariates);
  }

  /** JSON with fields of these names. */
  static ObservationFormat json(
      String timeField,
      TimeUnitFormat timeFormat,
      Optional<String> seriesField,
      String target,
      List<String> covariates) {
    return new ObservationFormat(
        ObservationFormat.Kind.JSON,
        seriesField,
        Optional.of(timeField),
        timeFormat,
        target,
        covariates,
        ',',
        List.of());
  }
}
