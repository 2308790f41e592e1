package dev.foretick.stream.app;

import dev.foretick.common.wire.ObservationFormat;
import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.stream.config.ServeConfig;
import java.util.List;

/** What the messages of a server's input topic look like. */
public final class InputFormat {
  private InputFormat() {}

  /**
   * Says how a server with this configuration and this model reads its input: observations, or the
   * ticks that it makes bars of.
   *
   * @throws dev.foretick.stream.config.ConfigException if the configuration contradicts the model
   */
  public static ObservationFormat of(ServeConfig config, ModelBundle bundle) {
    return BarContract.of(config, bundle)
        .map(BarContract::ticks)
        .orElseGet(() -> InputContract.of(config.input(), bundle));
  }

  /**
   * Says how a server with this configuration reads its input where its model is not at hand, which
   * would say what the configuration leaves open.
   *
   * @param target the name of the target unless the configuration gives it one
   * @param covariates the names of the further channels unless it does
   * @throws dev.foretick.stream.config.ConfigException if the fields do not go together
   */
  public static ObservationFormat of(ServeConfig config, String target, List<String> covariates) {
    ServeConfig.Input input = config.input();
    return InputContract.format(
        input,
        input.targetField().orElse(target),
        input.covariateFields().orElse(covariates),
        false);
  }
}
