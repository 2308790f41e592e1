package dev.foretick.stream.cli;

import dev.foretick.model.backtest.RollingOrigin;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which past moments are forecast. */
final class OriginOptions {
  @Option(
      names = "--protocol",
      paramLabel = "NAME",
      defaultValue = "own",
      converter = OptionNames.Protocols.class,
      description = {
        "own (the newest part of the data), ltsf-ett-hourly, ltsf-ett-minute, ltsf-custom (as"
            + " long-term forecasting papers do, each channel standardised) or m4 (as the"
            + " competition does, with --train and --test) (default: ${DEFAULT-VALUE})."
      })
  private ProtocolName protocol = ProtocolName.OWN;

  @Option(
      names = "--test-fraction",
      paramLabel = "SHARE",
      description = "Share of each series, its newest, that is forecast (default: 0.2).")
  private @Nullable Double testFraction;

  @Option(
      names = "--windows",
      paramLabel = "N",
      description = "Instead of --test-fraction: so many cutoffs of each series, its last ones.")
  private @Nullable Integer windows;

  @Option(
      names = "--step-size",
      paramLabel = "N",
      defaultValue = "1",
      description = "Observations from one cutoff to the next (default: ${DEFAULT-VALUE}).")
  private int stepSize;

  @Option(
      names = "--refit",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Train a new model after so many cutoffs; 0 is never (default: ${DEFAULT-VALUE}).")
  private int refit;

  ProtocolName protocol() {
    return protocol;
  }

  int stepSize() {
    return stepSize;
  }

  int refit() {
    return refit;
  }

  /**
   * The cutoffs.
   *
   * @throws IllegalArgumentException if the options contradict each other
   */
  RollingOrigin origins() {
    boolean given = windows != null || testFraction != null || stepSize != 1 || refit != 0;
    if (protocol != ProtocolName.OWN && given) {
      throw new IllegalArgumentException(
          "--protocol: %s with --windows, --test-fraction, --step-size or --refit (expected: without, as the protocol says which)"
              .formatted(protocol.optionName()));
    }
    if (windows != null && testFraction != null) {
      throw new IllegalArgumentException(
          "--windows: with --test-fraction (expected: one or the other)");
    }
    return new RollingOrigin(
        stepSize,
        windows == null ? OptionalInt.empty() : OptionalInt.of(windows),
        testFraction == null ? RollingOrigin.DEFAULT.testFraction() : testFraction,
        refit);
  }
}
