package dev.foretick.stream.app;

import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.model.dataset.SeriesSchema;

/**
 * Says in words what the numbers of a window mean: windows that one model left behind are of use to
 * another only if both mean the same by them.
 */
final class StateContract {
  private StateContract() {}

  static String of(ModelBundle bundle) {
    WindowSpec window = bundle.window();
    SeriesSchema schema = bundle.schema();
    return "input-size=%d horizon=%d target=%s covariates=%s calendar=%s frequency=%s"
        .formatted(
            window.inputSize(),
            window.horizon(),
            schema.target(),
            schema.covariates(),
            schema.calendar(),
            schema.frequency());
  }
}
