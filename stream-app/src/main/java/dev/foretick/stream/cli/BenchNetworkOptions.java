package dev.foretick.stream.cli;

import dev.foretick.stream.bench.ServeBenchOptions;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What forecasts: a bundle, or an untrained network of some shape. */
final class BenchNetworkOptions {
  private static final int INPUT_SIZE = 16;
  private static final int HORIZON = 12;
  private static final int HIDDEN = 32;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = {
        "A bundle to serve (default: an untrained network of the following shape, which costs as"
            + " much as a trained one)."
      })
  private @Nullable Path model;

  @Option(
      names = "--input-size",
      paramLabel = "N",
      description = "Past observations that a forecast looks at (default: " + INPUT_SIZE + ").")
  private @Nullable Integer inputSize;

  @Option(
      names = "--horizon",
      paramLabel = "N",
      description = "Future steps to forecast (default: " + HORIZON + ").")
  private @Nullable Integer horizon;

  @Option(
      names = "--hidden",
      paramLabel = "N",
      description = "Hidden units of the LSTM layer (default: " + HIDDEN + ").")
  private @Nullable Integer hidden;

  @Option(
      names = "--patch-size",
      paramLabel = "N",
      description = {
        "Observations that a convolution makes one step of the LSTM (default: each is a step,"
            + " without a convolution)."
      })
  private @Nullable Integer patchSize;

  /**
   * What the options say.
   *
   * @throws IllegalArgumentException if they contradict each other
   */
  ServeBenchOptions.Network network() {
    boolean shaped = Stream.of(inputSize, horizon, hidden, patchSize).anyMatch(Objects::nonNull);
    if (model != null && shaped) {
      throw new IllegalArgumentException(
          "--model: with --input-size, --horizon, --hidden or --patch-size (expected: without, as"
              + " the model has its own)");
    }
    return new ServeBenchOptions.Network(
        Optional.ofNullable(model),
        Objects.requireNonNullElse(hidden, HIDDEN),
        Objects.requireNonNullElse(inputSize, INPUT_SIZE),
        Objects.requireNonNullElse(horizon, HORIZON),
        patchSize == null ? OptionalInt.empty() : OptionalInt.of(patchSize));
  }
}
