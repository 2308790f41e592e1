package dev.foretick.stream.config;

import dev.foretick.common.bars.BarSpec;
import dev.foretick.common.bars.TradingSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts the keys of bars together, and says what is wrong with those that do not go together. */
final class BarSpecs {
  private static final List<Setting<? extends Optional<?>>> HOURS =
      List.of(
          EventTimeSettings.BARS_SESSION_OPEN,
          EventTimeSettings.BARS_SESSION_CLOSE,
          EventTimeSettings.BARS_SESSION_ZONE);

  private BarSpecs() {}

  static BarSpec of(Duration interval, ServeConfig.Bars bars, Duration grace) {
    return new BarSpec(
        interval, session(bars.session()), bars.fill(), grace, BarSpec.DEFAULT_MAX_FILLED);
  }

  static List<String> problems(SettingValues values) {
    List<String> problems = new ArrayList<>();
    if (isLeftOut(EventTimeSettings.BARS_INTERVAL, values)) {
      problems.add(
          EventTimeSettings.BARS_INTERVAL.name() + ": missing (expected: the model's frequency)");
    }
    requireHours(values, problems);
    if (problems.isEmpty()) {
      ServeConfig.Bars bars = ConfigTree.bars(values);
      require("bars.session.", () -> session(bars.session()), problems);
      if (problems.isEmpty()) {
        Duration interval = bars.interval().orElseThrow();
        require(
            "bars.", () -> of(interval, bars, values.get(EventTimeSettings.TIME_GRACE)), problems);
      }
    }
    return problems;
  }

  /** A session is said in whole, or not at all. */
  private static void requireHours(SettingValues values, List<String> problems) {
    List<String> missing =
        HOURS.stream().filter(hour -> isLeftOut(hour, values)).map(Setting::name).toList();
    boolean isNone = missing.size() == HOURS.size();
    boolean isMeant =
        isSet(EventTimeSettings.BARS_SESSION_HOLIDAYS, values)
            || isSet(EventTimeSettings.BARS_SESSION_DAYS, values);
    if (!isNone || isMeant) {
      missing.forEach(
          name -> problems.add(name + ": missing (expected: open, close and zone of a session)"));
    }
  }

  /** Whether there is no value; a wrong one is another problem. */
  private static boolean isLeftOut(Setting<? extends Optional<?>> setting, SettingValues values) {
    return values.find(setting).filter(Optional::isEmpty).isPresent();
  }

  private static <T> boolean isSet(Setting<T> setting, SettingValues values) {
    T fallback = setting.presence().fallback().apply(values);
    return values.find(setting).filter(value -> !value.equals(fallback)).isPresent();
  }

  private static @Nullable TradingSession session(ServeConfig.Session session) {
    if (session.open().isEmpty() || session.close().isEmpty() || session.zone().isEmpty()) {
      return null;
    }
    return new TradingSession(
        session.open().get(),
        session.close().get(),
        session.zone().get(),
        Set.copyOf(session.days()),
        Set.copyOf(session.holidays()));
  }

  private static void require(String section, Runnable part, List<String> problems) {
    try {
      part.run();
    } catch (IllegalArgumentException e) {
      String problem = String.valueOf(e.getMessage());
      problems.add((problem.startsWith("grace") ? "time." : section) + problem);
    }
  }
}
