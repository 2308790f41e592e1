package dev.foretick.stream.bench;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.model.bundle.BundleFile;
import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.model.untrained.UntrainedBundle;
import java.nio.file.Path;

/**
 * The bundle that is served.
 *
 * @param file where the server finds it
 * @param trained whether its forecasts mean anything
 */
record BenchModel(Path file, ModelBundle bundle, boolean trained) {
  private static final long SEED = 1;
  private static final double LEVEL = 90;

  /** Reads the user's bundle, or makes an untrained one. */
  static BenchModel prepare(ServeBenchOptions.Network options, Path directory) {
    if (options.model().isPresent()) {
      Path file = options.model().get();
      return new BenchModel(file, BundleFile.read(file), true);
    }
    ModelBundle bundle =
        UntrainedBundle.of(
            SEED, options.window(), options.spec(), QuantileLevels.centralInterval(LEVEL));
    Path file = directory.resolve("untrained.foretick");
    BundleFile.write(bundle, file);
    return new BenchModel(file, bundle, false);
  }

  /** Fields that a tick has beside its value. */
  int covariates() {
    return bundle.schema().covariates().size();
  }
}
