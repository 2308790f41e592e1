package dev.foretick.stream.config;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The checked values of the keys that were set, and the defaults of those that were not. */
final class SettingValues {
  private final Map<String, Object> set;
  private final Set<String> unknown;

  /**
   * Takes checked values.
   *
   * @param unknown keys whose value is wrong, or missing: neither theirs nor their default counts
   */
  SettingValues(Map<String, Object> set, Set<String> unknown) {
    this.set = set;
    this.unknown = unknown;
  }

  /** The value of a key; empty if it is wrong or missing, or follows from another that is. */
  <T> Optional<T> find(Setting<T> setting) {
    try {
      return Optional.of(get(setting));
    } catch (UnknownValueException e) {
      return Optional.empty();
    }
  }

  <T> T get(Setting<T> setting) {
    if (unknown.contains(setting.name())) {
      throw new UnknownValueException(setting.name());
    }
    Object value = set.get(setting.name());
    if (value == null) {
      return setting.presence().fallback().apply(this);
    }
    // Whatever stands under a setting's name came out of that setting's own type.
    @SuppressWarnings("unchecked")
    T typed = (T) value;
    return typed;
  }

  /** Asked for a value that there is none of: what depends on it cannot be told. */
  static final class UnknownValueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownValueException(String name) {
      super(name + ": unknown (expected: to be asked for only once it is right)");
    }
  }
}
