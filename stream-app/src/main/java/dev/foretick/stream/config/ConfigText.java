package dev.foretick.stream.config;

import java.util.ArrayList;
import java.util.List;

/** A configuration as YAML for people: every key that has a value, secrets masked. */
final class ConfigText {
  private ConfigText() {}

  static String of(ServeConfig config) {
    List<String> lines = new ArrayList<>();
    config
        .kafka()
        .forEach(
            (name, value) -> {
              String key = ConfigBinder.KAFKA_PREFIX + name;
              lines.add(line(key, Secrets.mask(key, value)));
            });
    for (Setting<?> setting : Settings.ALL) {
      String text = setting.print(config);
      if (!text.isEmpty()) {
        lines.add(
            setting.type().list() ? setting.name() + ": " + text : line(setting.name(), text));
      }
    }
    return String.join("\n", lines);
  }

  private static String line(String key, String value) {
    boolean plain = value.matches("[A-Za-z0-9/][A-Za-z0-9 ._/-]*[A-Za-z0-9._/-]?|[0-9.:]+");
    return key + ": " + (plain ? value : "'" + value.replace("'", "''") + "'");
  }
}
