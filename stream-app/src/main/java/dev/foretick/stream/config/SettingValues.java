package dev.foretick.stream.config;

import java.util.Map;

/** The checked values of the keys that were set, and the defaults of all others. */
final class SettingValues {
  private final Map<String, Object> set;

  SettingValues(Map<String, Object> set) {
    this.set = set;
  }

  <T> T get(Setting<T> setting) {
    Object value = set.get(setting.name());
    if (value == null) {
      return setting.presence().fallback().apply(this);
    }
    // Whatever stands under a setting's name came out of that setting's own type.
    @SuppressWarnings("unchecked")
    T typed = (T) value;
    return typed;
  }
}
