package dev.foretick.stream.bench;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.bundle.BundleFile;
import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.model.network.ConvBlock;
import dev.foretick.model.network.NetworkSpec;
import dev.foretick.model.untrained.UntrainedBundle;
import java.nio.file.Path;
import java.util.List;

/**
 * The bundle that is served.
 *
 * @param file where the server finds it
 * @param trained whether its forecasts mean anything
 */
record BenchModel(Path file, ModelBundle bundle, boolean trained) {
  private static final long SEED = 1;
  private static final double LEVEL = 90;

  /**
   * Reads the user's bundle, or makes an untrained one.
   *
   * @throws IllegalArgumentException if there is no such network
   */
  static BenchModel prepare(ServeBenchOptions.Network options, Path directory) {
    if (options.model().isPresent()) {
      Path file = options.model().get();
      return new BenchModel(file, BundleFile.read(file), true);
    }
    List<ConvBlock> frontEnd =
        options.patchSize().isPresent()
            ? List.of(ConvBlock.patchEmbedding(options.patchSize().getAsInt(), options.hidden()))
            : List.of();
    NetworkSpec network = new NetworkSpec(frontEnd, List.of(options.hidden()), 0, true);
    WindowSpec window = new WindowSpec(options.inputSize(), options.horizon(), 1);
    network.lstmSteps(window.inputSize());
    ModelBundle bundle =
        UntrainedBundle.of(SEED, window, network, QuantileLevels.centralInterval(LEVEL));
    Path file = directory.resolve("untrained.foretick");
    BundleFile.write(bundle, file);
    return new BenchModel(file, bundle, false);
  }

  /** Fields that a tick has beside its value. */
  int covariates() {
    return bundle.schema().covariates().size();
  }
}
