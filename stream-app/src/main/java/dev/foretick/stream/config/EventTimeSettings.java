package dev.foretick.stream.config;

import static dev.foretick.stream.config.Setting.optional;
import static dev.foretick.stream.config.Setting.setting;
import static dev.foretick.stream.config.SettingType.choice;
import static dev.foretick.stream.config.SettingType.duration;
import static dev.foretick.stream.config.SettingType.durationOrOff;
import static dev.foretick.stream.config.SettingType.text;
import static dev.foretick.stream.config.SettingType.texts;

import dev.foretick.common.bars.BarFill;
import dev.foretick.common.window.DuplicateRule;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** The keys of event time and of bars, which {@link Settings} has among all others. */
final class EventTimeSettings {
  static final Setting<Duration> TIME_GRACE =
      setting(
          "time.grace",
          durationOrOff(),
          Duration.ZERO,
          "How long after a newer one of its series, in event time, an observation may still come. Windows of observations take it in at its place and answer once more; [bars](bars.md) stay open for so long.",
          c -> c.time().grace());
  static final Setting<DuplicateRule> TIME_DUPLICATES =
      setting(
          "time.duplicates",
          choice(DuplicateRule.class),
          DuplicateRule.KEEP,
          "What becomes of a second observation of the same series and event time: `keep` takes both, `last` replaces the values and answers once more, `first` ignores it.",
          c -> c.time().duplicates());
  static final Setting<LateRule> TIME_LATE =
      setting(
          "time.late",
          choice(LateRule.class),
          LateRule.COUNT,
          "What becomes of an observation that comes after the grace: it is left out and counted, and with `dead-letter` goes to `topics.dead-letter` as well.",
          c -> c.time().late());
  static final Setting<Optional<Duration>> TIME_MAX_AHEAD =
      optional(
          "time.max-ahead",
          duration(),
          "no limit",
          "An observation whose event time is further ahead of the wall clock is a dead letter: one wrong clock would make all that follows late.",
          c -> c.time().maxAhead());

  static final Setting<WindowKind> WINDOW_KIND =
      setting(
          "window.kind",
          choice(WindowKind.class),
          WindowKind.COUNT,
          "What windows are made of: `count` of the last observations, `bars` of the last [bars](bars.md), which observations are the ticks of.",
          ServeConfig::windowKind);
  static final Setting<Optional<Duration>> BARS_INTERVAL =
      optional(
          "bars.interval",
          duration().expecting("1 ms to 7 days, with a session at most a day"),
          "required with `window.kind: bars`",
          "How long a bar is: the model's frequency.",
          c -> c.bars().interval());
  static final Setting<BarFill> BARS_FILL =
      setting(
          "bars.fill",
          choice(BarFill.class),
          BarFill.PREVIOUS,
          "What stands where a whole bar has no tick: an empty bar at the `previous` close, or `none`.",
          c -> c.bars().fill());
  static final Setting<Duration> BARS_CLOSE_DELAY =
      setting(
          "bars.close-delay",
          durationOrOff().expecting("a duration such as 500ms, 30s, 5m, 2h, 7d or PT30S"),
          Duration.ofSeconds(1),
          "How long after its end and the grace the wall clock closes the bar of a series that sends no more ticks.",
          c -> c.bars().closeDelay());
  static final Setting<Optional<LocalTime>> BARS_SESSION_OPEN =
      optional(
          "bars.session.open",
          text().as("a local time such as 09:30", DateText::time),
          "the market always trades",
          "When a session opens.",
          c -> c.bars().session().open());
  static final Setting<Optional<LocalTime>> BARS_SESSION_CLOSE =
      optional(
          "bars.session.close",
          text().as("a local time such as 16:00", DateText::time),
          "the market always trades",
          "When it closes; on the next day, if that is not after `bars.session.open`.",
          c -> c.bars().session().close());
  static final Setting<Optional<ZoneId>> BARS_SESSION_ZONE =
      optional(
          "bars.session.zone",
          text().as("a time zone such as America/New_York", DateText::zone),
          "the market always trades",
          "Where these are local times.",
          c -> c.bars().session().zone());
  static final Setting<List<DayOfWeek>> BARS_SESSION_DAYS =
      setting(
          "bars.session.days",
          texts().as("a list of weekdays such as [monday, friday]", DateText::days),
          List.of(
              DayOfWeek.MONDAY,
              DayOfWeek.TUESDAY,
              DayOfWeek.WEDNESDAY,
              DayOfWeek.THURSDAY,
              DayOfWeek.FRIDAY),
          "Weekdays on which a session opens.",
          c -> c.bars().session().days());
  static final Setting<List<LocalDate>> BARS_SESSION_HOLIDAYS =
      setting(
          "bars.session.holidays",
          texts().as("a list of dates such as [2026-12-25]", DateText::dates),
          List.of(),
          "Dates on which none opens.",
          c -> c.bars().session().holidays());

  private EventTimeSettings() {}
}
