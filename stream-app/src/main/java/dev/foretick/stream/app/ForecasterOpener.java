package dev.foretick.stream.app;

import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.model.forecaster.Forecaster;
import dev.foretick.model.runtime.RuntimeKind;

/** Makes the forecaster of a loop, which the loop owns and closes. */
@FunctionalInterface
public interface ForecasterOpener {
  /**
   * Opens a model.
   *
   * @param threads that one call may use
   */
  Forecaster open(ModelBundle bundle, RuntimeKind kind, int threads);
}
