package dev.foretick.stream.config;

import dev.foretick.common.wire.ObservationFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is wrong with keys that are each right. Where one is not, what depends on it is left open,
 * and the rest is told all the same.
 */
final class Contradictions {
  private final SettingValues values;
  private final List<String> problems = new ArrayList<>();

  private Contradictions(SettingValues values) {
    this.values = values;
  }

  static List<String> of(SettingValues values) {
    Contradictions contradictions = new Contradictions(values);
    contradictions.requireTopicsDiffer();
    List.<Runnable>of(
            () ->
                contradictions.requireBeside(Settings.INPUT_TIME_FORMAT, Settings.INPUT_TIME_FIELD),
            contradictions::requireCsv,
            contradictions::requireScoring,
            contradictions::requireBars)
        .forEach(Contradictions::asFarAsKnown);
    return contradictions.problems;
  }

  private static void asFarAsKnown(Runnable check) {
    try {
      check.run();
    } catch (SettingValues.UnknownValueException e) {
      // Told already, as a problem of the key itself.
    }
  }

  private void requireTopicsDiffer() {
    Map<String, String> topics = new LinkedHashMap<>();
    for (Setting<String> setting :
        List.of(Settings.TOPICS_INPUT, Settings.TOPICS_OUTPUT, Settings.TOPICS_DEAD_LETTER)) {
      values.find(setting).ifPresent(topic -> topics.put(setting.name(), topic));
    }
    values
        .find(Settings.TOPICS_SCORES)
        .flatMap(scores -> scores)
        .ifPresent(scores -> topics.put(Settings.TOPICS_SCORES.name(), scores));
    values
        .find(Settings.TOPICS_WINDOWS)
        .ifPresent(windows -> topics.put(Settings.TOPICS_WINDOWS.name(), windows));
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
      if (isChanged(EventTimeSettings.TIME_DUPLICATES)) {
        problems.add(
            EventTimeSettings.TIME_DUPLICATES.name() + ": set (expected: window.kind: count)");
      }
      problems.addAll(BarSpecs.problems(values));
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
    return values
        .find(setting)
        .filter(value -> !value.equals(setting.presence().fallback().apply(values)))
        .isPresent();
  }
}
