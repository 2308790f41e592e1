package dev.foretick.stream.cli;

import dev.foretick.stream.bench.ServeBenchOptions;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What forecasts. */
final class BenchNetworkOptions {
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
      defaultValue = "16",
      description = "Past observations that a forecast looks at (default: ${DEFAULT-VALUE}).")
  private int inputSize;

  @Option(
      names = "--horizon",
      paramLabel = "N",
      defaultValue = "12",
      description = "Future steps to forecast (default: ${DEFAULT-VALUE}).")
  private int horizon;

  @Option(
      names = "--hidden",
      paramLabel = "N",
      defaultValue = "32",
      description = "Hidden units of the LSTM layer (default: ${DEFAULT-VALUE}).")
  private int hidden;

  @Option(
      names = "--patch-size",
      paramLabel = "N",
      description = {
        "Observations that the convolution makes one step of the LSTM (default: each is a step,"
            + " without a convolution)."
      })
  private @Nullable Integer patchSize;

  ServeBenchOptions.Network network() {
    return new ServeBenchOptions.Network(
        Optional.ofNullable(model),
        hidden,
        inputSize,
        horizon,
        patchSize == null ? OptionalInt.empty() : OptionalInt.of(patchSize));
  }
}
