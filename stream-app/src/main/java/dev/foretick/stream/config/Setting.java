package dev.foretick.stream.config;

import java.util.Optional;
import java.util.function.Function;

/**
 * One key of the configuration, declared once for reading, checking, printing and documenting it.
 *
 * @param name the dashed key, such as {@code state.idle-timeout}
 * @param type what its values look like
 * @param presence what counts when the key is not set
 * @param description one sentence for the user
 * @param value where the tree of records holds it
 */
record Setting<T>(
    String name,
    SettingType<T> type,
    Presence<T> presence,
    String description,
    Function<ServeConfig, T> value) {

  /**
   * What counts when a key is not set.
   *
   * @param text the default as the user reads it
   * @param mandatory whether the user has to set it
   * @param fallback the default, which may follow from other keys
   */
  record Presence<T>(String text, boolean mandatory, Function<SettingValues, T> fallback) {

    static <T> Presence<T> required() {
      return new Presence<>(
          "required",
          true,
          values -> {
            throw new IllegalStateException("a required key has no default");
          });
    }

    static <T> Presence<T> defaultsTo(String text, T value) {
      return new Presence<>(text, false, values -> value);
    }

    static <T> Presence<T> follows(String text, Function<SettingValues, T> fallback) {
      return new Presence<>(text, false, fallback);
    }
  }

  /** A key that the user has to set. */
  static <T> Setting<T> required(
      String name, SettingType<T> type, String description, Function<ServeConfig, T> value) {
    return new Setting<>(name, type, Presence.required(), description, value);
  }

  /** A key with a default. */
  static <T> Setting<T> setting(
      String name,
      SettingType<T> type,
      T fallback,
      String description,
      Function<ServeConfig, T> value) {
    String text = SettingType.print(fallback);
    Presence<T> presence =
        Presence.defaultsTo(text.equals("[]") ? "none" : "`" + text + "`", fallback);
    return new Setting<>(name, type, presence, description, value);
  }

  /** A key that may be left out. */
  static <T> Setting<Optional<T>> optional(
      String name,
      SettingType<T> type,
      String absent,
      String description,
      Function<ServeConfig, Optional<T>> value) {
    Presence<Optional<T>> presence = Presence.defaultsTo(absent, Optional.empty());
    return new Setting<>(name, type.optional(), presence, description, value);
  }

  /** The text of its value in a configuration, empty if it has none. */
  String print(ServeConfig config) {
    return SettingType.print(value.apply(config));
  }
}
