package dev.foretick.stream.config;

import dev.foretick.stream.config.EnvironmentText.Notation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Checks every key, and whether they go together, before it builds anything, so that all problems
 * are reported at once.
 */
final class ConfigBinder {
  static final String KAFKA_PREFIX = "kafka.";
  static final String BOOTSTRAP = KAFKA_PREFIX + "bootstrap.servers";
  private static final String JAAS = KAFKA_PREFIX + "sasl.jaas.config";

  /** What the loop decides itself: setting it otherwise would break what it promises. */
  private static final Map<String, String> OWNED =
      Map.of(
          "group.id", "the key group.id",
          "enable.auto.commit", "no such line, offsets are committed with what is published",
          "transactional.id", "the key instance.id",
          "group.instance.id", "the key instance.id",
          "isolation.level", "no such line, what is not committed is never read",
          "key.serializer", "no such line",
          "value.serializer", "no such line",
          "key.deserializer", "no such line",
          "value.deserializer", "no such line");

  /** Of a wrong value, so that a problem stays one line. */
  private static final int MAX_QUOTED = 200;

  private final EnvironmentText environment;
  private final List<String> problems = new ArrayList<>();
  private final Map<String, Object> checked = new HashMap<>();
  private final Set<String> unknown = new HashSet<>();
  private final Map<String, String> kafka = new TreeMap<>();

  private ConfigBinder(Map<String, String> environment) {
    this.environment = new EnvironmentText(environment);
  }

  static ServeConfig bind(Map<String, List<String>> texts, Map<String, String> environment) {
    ConfigBinder binder = new ConfigBinder(environment);
    texts.forEach(binder::bindKey);
    binder.requireMissing(texts.keySet());
    SettingValues values = new SettingValues(binder.checked, binder.unknown);
    binder.problems.addAll(Contradictions.of(values));
    if (binder.problems.isEmpty()) {
      return ConfigTree.of(binder.kafka, values);
    }
    throw new ConfigException(binder.problems);
  }

  /** The model's file; empty where it is not stated, or not rightly. */
  static Optional<Path> modelPath(
      Map<String, List<String>> texts, Map<String, String> environment) {
    ConfigBinder binder = new ConfigBinder(environment);
    texts.forEach(binder::bindKey);
    binder.requireMissing(texts.keySet());
    return new SettingValues(binder.checked, binder.unknown).find(Settings.MODEL_PATH);
  }

  private void bindKey(String key, List<String> texts) {
    List<String> missing = new ArrayList<>();
    Notation notation = key.equals(JAAS) ? JaasText::written : Notation.PLAIN;
    List<String> resolved = environment.resolve(texts, notation, missing);
    if (!missing.isEmpty()) {
      unknown.add(key);
      missing.forEach(
          name ->
              problems.add(
                  "%s: ${%s} (expected: the environment variable %s, or a default as in ${%s:…})"
                      .formatted(key, name, name, name)));
    } else if (key.startsWith(KAFKA_PREFIX)) {
      bindKafka(key, texts, resolved);
    } else {
      Settings.ALL.stream()
          .filter(setting -> setting.name().equals(key))
          .findFirst()
          .ifPresentOrElse(
              setting -> bindSetting(setting, texts, resolved), () -> problems.add(unknown(key)));
    }
  }

  private void bindKafka(String key, List<String> written, List<String> texts) {
    String name = key.substring(KAFKA_PREFIX.length());
    String remedy = OWNED.get(name);
    if (remedy != null) {
      problems.add(problem(key, written, remedy));
    } else {
      String value = String.join(",", texts);
      KafkaValues.expectedInsteadOf(name, value)
          .ifPresent(expected -> problems.add(problem(key, written, expected)));
      kafka.put(name, value);
    }
  }

  /**
   * Checks a value.
   *
   * @param written what stands in the file, which is also what a problem quotes: the value of an
   *     environment variable may be nobody's business
   */
  private <T> void bindSetting(Setting<T> setting, List<String> written, List<String> texts) {
    List<String> items =
        setting.type().list() && texts.size() == 1 && texts.get(0).contains(",")
            ? List.of(texts.get(0).strip().split("\\s*,\\s*", -1))
            : texts;
    Optional<T> value = setting.type().parser().apply(items);
    if (value.isPresent()) {
      checked.put(setting.name(), value.get());
    } else {
      unknown.add(setting.name());
      problems.add(problem(setting.name(), written, setting.type().expected()));
    }
  }

  private void requireMissing(Set<String> present) {
    if (!present.contains(BOOTSTRAP)) {
      problems.add(BOOTSTRAP + ": missing (expected: host:port of at least one broker)");
    }
    for (Setting<?> setting : Settings.ALL) {
      if (setting.presence().mandatory() && !present.contains(setting.name())) {
        unknown.add(setting.name());
        problems.add(
            "%s: missing (expected: %s)".formatted(setting.name(), setting.type().expected()));
      }
    }
  }

  private static String unknown(String key) {
    List<String> known = new ArrayList<>(Settings.ALL.stream().map(Setting::name).toList());
    known.add(BOOTSTRAP);
    return Spelling.closest(key, known)
        .map(name -> "%s: unknown key (did you mean %s?)".formatted(key, name))
        .orElse(key + ": unknown key (expected: a key of docs/configuration.md)");
  }

  private static String problem(String key, List<String> texts, String expected) {
    String found = texts.size() == 1 ? texts.get(0) : texts.toString();
    String shown = found.length() > MAX_QUOTED ? found.substring(0, MAX_QUOTED) + "…" : found;
    return "%s: %s (expected: %s)".formatted(key, Secrets.mask(key, shown), expected);
  }
}
