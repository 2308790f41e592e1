package dev.foretick.stream.app;

import dev.foretick.common.bars.BarSpec;
import dev.foretick.common.bars.TradingSession;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.model.dataset.SeriesSchema;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Says in words what the numbers of a window mean: windows that one model left behind are of use to
 * another only if both mean the same by them.
 */
final class StateContract {
  private StateContract() {}

  /**
   * The words.
   *
   * @param bars that windows are made of; null for windows of observations
   */
  static String of(ModelBundle bundle, @Nullable BarSpec bars) {
    String windows = windows(bundle);
    return bars == null
        ? windows
        : "%s bars=%s session=%s".formatted(windows, bars.interval(), session(bars.session()));
  }

  private static String windows(ModelBundle bundle) {
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

  /** In an order that is the same at each start, which that of a set is not. */
  private static String session(@Nullable TradingSession session) {
    return session == null
        ? "always"
        : "%s-%s %s %s %s"
            .formatted(
                session.open(),
                session.close(),
                session.zone(),
                new TreeSet<>(session.days()),
                new TreeSet<>(session.holidays()));
  }
}
