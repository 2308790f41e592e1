package dev.foretick.stream.app;

import dev.foretick.common.bars.BarSpec;
import dev.foretick.common.wire.ObservationFormat;
import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.model.dataset.SeriesSchema;
import dev.foretick.stream.config.ConfigException;
import dev.foretick.stream.config.ServeConfig;
import dev.foretick.stream.state.BarChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Brings the bars of a configuration and a model of bars together: which channels of a bar its
 * windows hold, and what a tick looks like.
 *
 * @param channels of a bar, the target first
 * @param ticks how a tick is written: its price, and its size if there is one
 */
record BarContract(BarSpec spec, List<BarChannel> channels, ObservationFormat ticks) {
  static final String PRICE = "price";

  BarContract {
    channels = List.copyOf(channels);
  }

  /**
   * The contract of a server whose windows are of bars; empty if they are of observations.
   *
   * @throws ConfigException if the configuration contradicts the model
   */
  static Optional<BarContract> of(ServeConfig config, ModelBundle bundle) {
    return config.barSpec().map(spec -> of(spec, config.input(), bundle));
  }

  private static BarContract of(BarSpec spec, ServeConfig.Input input, ModelBundle bundle) {
    SeriesSchema schema = bundle.schema();
    List<String> problems = new ArrayList<>();
    if (!spec.interval().equals(schema.frequency())) {
      problems.add(
          "bars.interval: %s (expected: %s, the model's frequency)"
              .formatted(spec.interval(), schema.frequency()));
    }
    List<String> names = new ArrayList<>(List.of(schema.target()));
    names.addAll(schema.covariates());
    List<BarChannel> channels =
        names.stream().map(BarChannel::of).flatMap(Optional::stream).toList();
    if (channels.size() < names.size()) {
      problems.add(
          "window.kind: bars (expected: a model whose target and covariates are among %s; its are %s)"
              .formatted(BarChannel.names(), names));
    }
    List<String> sizes = input.covariateFields().orElse(List.of());
    if (sizes.size() > 1) {
      problems.add(
          "input.covariate-fields: %s (expected: at most one, the size of a tick)"
              .formatted(sizes));
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    boolean positive = bundle.scaling().transform().isLogarithmic() && channels.get(0).isPrice();
    return new BarContract(
        spec,
        channels,
        InputContract.format(input, input.targetField().orElse(PRICE), sizes, positive));
  }
}
