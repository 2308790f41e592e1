package dev.foretick.stream.config;

import dev.foretick.common.wire.ObservationFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What is wrong with keys that are each right. */
final class Contradictions {
  private final SettingValues values;
  private final List<String> problems = new ArrayList<>();

  private Contradictions(SettingValues values) {
    this.values = values;
  }

  static List<String> of(SettingValues values) {
    Contradictions contradictions = new Contradictions(values);
    contradictions.requireTopicsDiffer();
    contradictions.requireBeside(Settings.INPUT_TIME_FORMAT, Settings.INPUT_TIME_FIELD);
    contradictions.requireCsv();
    contradictions.requireScoring();
    contradictions.requireBars();
    return contradictions.problems;
  }

  private void requireTopicsDiffer() {
    Map<String, String> topics = new LinkedHashMap<>();
    topics.put(Settings.TOPICS_INPUT.name(), values.get(Settings.TOPICS_INPUT));
    topics.put(Settings.TOPICS_OUTPUT.name(), values.get(Settings.TOPICS_OUTPUT));
    topics.put(Settings.TOPICS_DEAD_LETTER.name(), values.get(Settings.TOPICS_DEAD_LETTER));
    values
        .get(Settings.TOPICS_SCORES)
        .ifPresent(scores -> topics.put(Settings.TOPICS_SCORES.name(), scores));
    topics.put(Settings.TOPICS_WINDOWS.name(), values.get(Settings.TOPICS_WINDOWS));
    Map<String, String> keys = new LinkedHashMap<>();
    topics.forEach(
        (key, topic) -> {
          String other = keys.putIfAbsent(topic, key);
          if (other != null) {
            problems.add("%s: %s (expected: another topic than %s)".formatted(key, topic, other));
          }
        });
  }

  private void requireCsv() {
    boolean csv = values.get(Settings.INPUT_FORMAT) == ObservationFormat.Kind.CSV;
    if (csv && values.get(Settings.INPUT_CSV_COLUMNS).isEmpty()) {
      problems.add(
          Settings.INPUT_CSV_COLUMNS.name() + ": missing (expected: the names of all columns)");
    }
    for (Setting<?> setting : List.of(Settings.INPUT_CSV_COLUMNS, Settings.INPUT_CSV_DELIMITER)) {
      if (!csv && isChanged(setting)) {
        problems.add(setting.name() + ": set (expected: input.format: csv beside it)");
      }
    }
  }

  private void requireScoring() {
    if (values.get(Settings.TOPICS_SCORES).isPresent()
        && !values.get(ScoringSettings.SCORING_ENABLED)) {
      problems.add(
          Settings.TOPICS_SCORES.name() + ": set (expected: scoring.enabled: true beside it)");
    }
  }

  private void requireBars() {
    if (values.get(EventTimeSettings.WINDOW_KIND) == WindowKind.BARS) {
      problems.addAll(BarSpecs.problems(values));
      if (isChanged(EventTimeSettings.TIME_DUPLICATES)) {
        problems.add(
            EventTimeSettings.TIME_DUPLICATES.name() + ": set (expected: window.kind: count)");
      }
      return;
    }
    for (Setting<?> setting : Settings.ALL) {
      if (setting.name().startsWith("bars.") && isChanged(setting)) {
        problems.add(setting.name() + ": set (expected: window.kind: bars beside it)");
      }
    }
  }

  private void requireBeside(Setting<?> setting, Setting<Optional<String>> other) {
    if (isChanged(setting) && values.get(other).isEmpty()) {
      problems.add("%s: set (expected: %s beside it)".formatted(setting.name(), other.name()));
    }
  }

  /** Whether it says something else than its default, which is right beside anything. */
  private <T> boolean isChanged(Setting<T> setting) {
    return !Objects.equals(values.get(setting), setting.presence().fallback().apply(values));
  }
}
