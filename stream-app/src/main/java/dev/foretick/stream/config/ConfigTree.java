package dev.foretick.stream.config;

import java.util.Map;

/** Puts checked values where the tree of records holds them. */
final class ConfigTree {
  private ConfigTree() {}

  static ServeConfig of(Map<String, String> kafka, SettingValues values) {
    return new ServeConfig(
        kafka,
        new ServeConfig.Model(
            values.get(Settings.MODEL_PATH),
            values.get(Settings.MODEL_RUNTIME),
            values.get(Settings.MODEL_THREADS),
            values.get(Settings.MODEL_RELOAD_INTERVAL)),
        new ServeConfig.Topics(
            values.get(Settings.TOPICS_INPUT),
            values.get(Settings.TOPICS_OUTPUT),
            values.get(Settings.TOPICS_DEAD_LETTER),
            values.get(Settings.TOPICS_SCORES),
            values.get(Settings.TOPICS_WINDOWS),
            values.get(Settings.TOPICS_CREATE)),
        new ServeConfig.Input(
            values.get(Settings.INPUT_FORMAT),
            values.get(Settings.INPUT_SERIES_FIELD),
            values.get(Settings.INPUT_TIME_FIELD),
            values.get(Settings.INPUT_TIME_FORMAT),
            values.get(Settings.INPUT_TARGET_FIELD),
            values.get(Settings.INPUT_COVARIATE_FIELDS),
            values.get(Settings.INPUT_CSV_DELIMITER),
            values.get(Settings.INPUT_CSV_COLUMNS)),
        new ServeConfig.Output(
            values.get(Settings.OUTPUT_SHAPE), values.get(Settings.OUTPUT_WARMUP)),
        values.get(Settings.EMIT),
        values.get(Settings.THREADS),
        values.get(Settings.DELIVERY),
        values.get(Settings.GROUP_ID),
        values.get(Settings.INSTANCE_ID),
        new ServeConfig.Time(
            values.get(EventTimeSettings.TIME_GRACE),
            values.get(EventTimeSettings.TIME_DUPLICATES),
            values.get(EventTimeSettings.TIME_LATE),
            values.get(EventTimeSettings.TIME_MAX_AHEAD)),
        values.get(EventTimeSettings.WINDOW_KIND),
        bars(values),
        new ServeConfig.State(
            values.get(Settings.STATE_IDLE_TIMEOUT),
            values.get(Settings.STATE_MAX_SERIES),
            values.get(Settings.STATE_MAX_REPLAY_RECORDS)),
        new ServeConfig.Scoring(
            values.get(ScoringSettings.SCORING_ENABLED),
            values.get(ScoringSettings.SCORING_MAX_PENDING)),
        new ServeConfig.Http(
            values.get(Settings.HTTP_HOST),
            values.get(Settings.HTTP_PORT),
            values.get(Settings.HTTP_PAGE)),
        values.get(ScoringSettings.METRICS_SERIES),
        values.get(ScoringSettings.METRICS_STEPS),
        values.get(Settings.SHUTDOWN_TIMEOUT));
  }

  static ServeConfig.Bars bars(SettingValues values) {
    return new ServeConfig.Bars(
        values.get(EventTimeSettings.BARS_INTERVAL),
        values.get(EventTimeSettings.BARS_FILL),
        values.get(EventTimeSettings.BARS_CLOSE_DELAY),
        new ServeConfig.Session(
            values.get(EventTimeSettings.BARS_SESSION_OPEN),
            values.get(EventTimeSettings.BARS_SESSION_CLOSE),
            values.get(EventTimeSettings.BARS_SESSION_ZONE),
            values.get(EventTimeSettings.BARS_SESSION_DAYS),
            values.get(EventTimeSettings.BARS_SESSION_HOLIDAYS)));
  }
}
